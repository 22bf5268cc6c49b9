'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useToast } from './toast.tsx'
import { codeOf } from './use-request.ts'

/** Saving, with a word when it fails. Nothing is thrown; while something is `pending` nothing else begins. */
export function useSaveFile(): {
  pending: boolean
  /** A file of the API, by the browser's own download. */
  saveFile: (href: string) => Promise<void>
  /** A file that `save` makes in the browser. */
  saveHere: (save: () => Promise<void>) => Promise<void>
} {
  const t = useTranslations()
  const toast = useToast()
  const [pending, setPending] = useState(false)
  const during = async (work: () => Promise<void>) => {
    setPending(true)
    try {
      await work()
    } catch {
      toast('alert', t('save.failed'))
    } finally {
      setPending(false)
    }
  }
  const saveFile = async (href: string) => {
    const answer = await fetch(href)
    if (!answer.ok) {
      const code = codeOf(await answer.json().catch(() => null))
      toast('alert', code === null ? t('save.failed') : t(`errors.${code}`))
      return
    }
    // It begins well, so that the download does not become a file with a refusal in it; its bytes are the browser's to fetch.
    await answer.body?.cancel()
    Object.assign(document.createElement('a'), { href, download: '' }).click()
  }
  return { pending, saveFile: (href) => during(() => saveFile(href)), saveHere: during }
}
