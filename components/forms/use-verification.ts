'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { codeOf } from '@/components/ui/use-request.ts'
import type { Outcome } from '@/lib/domain/outcome.ts'
import type { StepEvent } from '@/lib/domain/step-event.ts'
import { readLines } from './read-lines.ts'

type Verified = { id: string; outcome: Pick<Outcome, 'state' | 'cause' | 'detail'> }

/** A verification as far as it has been told. `broken`: the telling ended before it did. */
export type Watched = {
  startedAtMs: number
  events: readonly StepEvent[]
  state: 'going' | 'broken' | 'over'
  verified: Verified | null
}

type Line = StepEvent | { message: 'success'; attempt: Verified } | { message: string; code: string }

/**
 * Verifies a URL and tells each step as it happens. Leaving the page ends the telling, not the verification, which is
 * recorded all the same.
 */
export function useVerification(path: string) {
  const t = useTranslations()
  const [watched, setWatched] = useState<Watched | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const current = useRef<AbortController | null>(null)
  useEffect(() => () => current.current?.abort(), [])

  const refuse = (answer: unknown) => {
    setWatched(null)
    setRefused(t(`errors.${codeOf(answer) ?? 'internal_error'}`))
  }

  /** Answers the id of the recorded attempt, or null when it is not known. */
  const verify = async (body: { webhookUrl?: string }): Promise<string | null> => {
    const ending = new AbortController()
    current.current = ending
    setRefused(null)
    setWatched({ startedAtMs: Date.now(), events: [], state: 'going', verified: null })
    const change = (more: (before: Watched) => Partial<Watched>) =>
      setWatched((before) => before && { ...before, ...more(before) })
    let begun = false
    try {
      const response = await fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/x-ndjson' },
        body: JSON.stringify(body),
        signal: ending.signal,
      })
      if (!response.ok || response.body === null) {
        refuse(await response.json().catch(() => null))
        return null
      }
      begun = true
      for await (const line of readLines<Line>(response.body)) {
        if ('step' in line) change(({ events }) => ({ events: [...events, line] }))
        else if ('attempt' in line) {
          change(() => ({ state: 'over', verified: line.attempt }))
          return line.attempt.id
        } else {
          refuse(line)
          return null
        }
      }
      change(() => ({ state: 'broken' }))
    } catch {
      if (ending.signal.aborted) return null
      if (begun) change(() => ({ state: 'broken' }))
      else {
        setWatched(null)
        setRefused(t('common.requestFailed'))
      }
    }
    return null
  }

  const forget = () => {
    setWatched(null)
    setRefused(null)
  }

  return { watched, refused, verify, forget }
}
