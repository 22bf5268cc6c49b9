'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { formatAgo } from '@/lib/i18n/format-time.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'

function onVisibility(notify: () => void): () => void {
  document.addEventListener('visibilitychange', notify)
  return () => document.removeEventListener('visibilitychange', notify)
}

/**
 * Renders the page again every `everyMs` while the tab can be seen, and says how old its numbers are.
 * `renderedAtMs` is the server's clock at rendering; the age is counted on the reader's own clock from then on.
 */
export function AutoRefresh({ renderedAtMs, everyMs = 15_000 }: { renderedAtMs: number; everyMs?: number }) {
  const t = useTranslations('common')
  const locale = useLocale()
  const router = useRouter()
  const [paused, setPaused] = useState(false)
  const [ageMs, setAgeMs] = useState(0)
  const visible = useSyncExternalStore(
    onVisibility,
    () => document.visibilityState === 'visible',
    () => true,
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new rendering starts the age again
  useEffect(() => {
    const since = Date.now()
    setAgeMs(0)
    const timer = setInterval(() => setAgeMs(Date.now() - since), 1_000)
    return () => clearInterval(timer)
  }, [renderedAtMs])

  useEffect(() => {
    if (paused || !visible) return
    const timer = setInterval(() => router.refresh(), everyMs)
    return () => clearInterval(timer)
  }, [paused, visible, everyMs, router])

  const age = ageMs < 1_000 ? t('updatedNow') : t('updatedAgo', { ago: formatAgo(0, ageMs, locale) })
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap text-ink-3 text-xs print:hidden">
      {paused ? t('updatesPaused') : age}
      <Button
        look="quiet"
        size="square-sm"
        aria-label={paused ? t('resumeUpdates') : t('pauseUpdates')}
        onClick={() => setPaused(!paused)}
      >
        <Icon name={paused ? 'play' : 'pause'} />
      </Button>
    </span>
  )
}
