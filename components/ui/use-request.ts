'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { ERROR_CODES, type ErrorCode } from '@/lib/domain/errors.ts'

type Answer<T> =
  | { ok: true; status: number; body: T }
  | { ok: false; status: number; code: ErrorCode | null; text: string }

function isErrorCode(code: unknown): code is ErrorCode {
  return (ERROR_CODES as readonly unknown[]).includes(code)
}

/** The code of a refusal's envelope, or null when the body is none. */
export function codeOf(body: unknown): ErrorCode | null {
  if (typeof body !== 'object' || body === null || !('code' in body)) return null
  return isErrorCode(body.code) ? body.code : null
}

/**
 * Changes something through Todoku's own API (JSON, or a file as it is; the session's cookie). A refusal comes back with its code and a
 * sentence in the reader's language; nothing is thrown.
 */
export function useRequest(): {
  pending: boolean
  request: <T>(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown) => Promise<Answer<T>>
} {
  const t = useTranslations()
  const [pending, setPending] = useState(false)
  const request = useCallback(
    async <T>(method: string, path: string, body?: unknown): Promise<Answer<T>> => {
      setPending(true)
      try {
        const response = await fetch(path, {
          method,
          // A file brings its own type.
          headers: body === undefined || body instanceof Blob ? {} : { 'content-type': 'application/json' },
          body: body === undefined || body instanceof Blob ? body : JSON.stringify(body),
        })
        const answer: unknown = await response.json().catch(() => null)
        if (response.ok) return { ok: true, status: response.status, body: answer as T }
        const code = codeOf(answer)
        return { ok: false, status: response.status, code, text: t(`errors.${code ?? 'internal_error'}`) }
      } catch {
        return { ok: false, status: 0, code: null, text: t('common.requestFailed') }
      } finally {
        setPending(false)
      }
    },
    [t],
  )
  return { pending, request }
}
