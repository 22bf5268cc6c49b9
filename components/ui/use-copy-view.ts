'use client'

import { useTranslations } from 'next-intl'
import { doesViewMove, viewAddress } from './shown-view.ts'
import { useToast } from './toast.tsx'

/** Copies the address of what the page shows, and says what whoever opens it will see. */
export function useCopyView(): (kind: 'exact' | 'moving') => Promise<void> {
  const t = useTranslations('common')
  const toast = useToast()
  return async (kind) => {
    try {
      await navigator.clipboard.writeText(viewAddress(kind, window.location.href))
      toast('ok', t(!doesViewMove() ? 'linkCopied' : kind === 'exact' ? 'linkCopiedExact' : 'linkCopiedMoving'))
    } catch {
      toast('alert', t('copyFailed'))
    }
  }
}
