'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { formatAgo } from '@/lib/i18n/format-time.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { usePausedUpdates } from './paused-updates.ts'
import { useVisible } from './use-visible.ts'

const WAIT_MS = 5_000

/** Asked before the page is: where nobody answers, Next would leave the page for the browser's own error. */
async function answers(): Promise<boolean> {
  try {
    return (await fetch('/api/health', { cache: 'no-store', signal: AbortSignal.timeout(WAIT_MS) })).ok
  } catch {
    return false
  }
}

/**
 * Renders the page again every `everyMs` while the tab can be seen, and says how old its numbers are. Seen again after
 * longer than that, it does so at once; while the server cannot be reached, it keeps the numbers and says so.
 * `renderedAtMs` is the server's clock at rendering; the age is counted on the reader's own clock from then on.
 */
export function AutoRefresh({ renderedAtMs, everyMs = 15_000 }: { renderedAtMs: number; everyMs?: number }) {
  const t = useTranslations('common')
  const locale = useLocale()
  const router = useRouter()
  const [paused, setPaused] = usePausedUpdates()
  const [cut, setCut] = useState(false)
  const [ageMs, setAgeMs] = useState(0)
  const since = useRef(0)
  const visible = useVisible()

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new rendering starts the age again
  useEffect(() => {
    since.current = Date.now()
    setAgeMs(0)
    setCut(false)
    const timer = setInterval(() => setAgeMs(Date.now() - since.current), 1_000)
    return () => clearInterval(timer)
  }, [renderedAtMs])

  useEffect(() => {
    if (paused || !visible) return
    let over = false
    const refresh = async () => {
      const reached = await answers()
      if (over) return
      if (reached) router.refresh()
      else setCut(true)
    }
    if (Date.now() - since.current >= everyMs) void refresh()
    const timer = setInterval(refresh, everyMs)
    return () => {
      over = true
      clearInterval(timer)
    }
  }, [paused, visible, everyMs, router])

  const ago = formatAgo(0, ageMs, locale)
  const age = cut ? t('updatesCut', { ago }) : ageMs < 1_000 ? t('updatedNow') : t('updatedAgo', { ago })
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap text-ink-3 text-xs print:hidden">
      {/* Said once, when it happens; the age beside it is not read out every second. */}
      <span role="status" className={cut && !paused ? 'text-alert' : 'sr-only'}>
        {cut && !paused ? (
          <>
            <Icon name="alert" />
            <span className="sr-only">{t('requestFailed')}</span>
          </>
        ) : null}
      </span>
      <Button
        look="quiet"
        size="square-sm"
        aria-label={paused ? t('resumeUpdates') : t('pauseUpdates')}
        onClick={() => setPaused(!paused)}
      >
        <Icon name={paused ? 'play' : 'pause'} />
      </Button>
      {paused ? (
        <span>
          {t('updatesPaused')}
          <span className="max-xl:hidden"> · {age}</span>
        </span>
      ) : (
        // As wide as its widest words, so that nothing beside it moves from second to second.
        <span className="min-w-24">{age}</span>
      )}
    </span>
  )
}
