'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Swatch } from '@/components/ui/swatch.tsx'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import { SKIP_REASONS } from '@/lib/domain/delivery.ts'
import type { RedeliveryPreview } from '@/lib/domain/redelivery-run.ts'
import { formatCount } from '@/lib/i18n/format-number.ts'
import { formatAgo } from '@/lib/i18n/format-time.ts'

/** As the dry run answers it. */
export type Outlook = Pick<RedeliveryPreview, 'total' | 'ages' | 'processed' | 'byReason'> & {
  /** ISO 8601. */
  oldestAt: string | null
}

const MOST_REASONS = 4

function Line({ name, count, children }: { name: ReactNode; count: number; children?: ReactNode }) {
  return (
    <li className={`grid grid-cols-[1fr_auto] gap-x-4 py-1 ${count === 0 ? 'text-ink-3' : 'text-ink'}`}>
      <span className="flex items-center gap-2">
        {children}
        {name}
      </span>
      <span className="text-right">{formatCount(count)}</span>
    </li>
  )
}

function Part({ title, say, children }: { title: string; say: string | null; children: ReactNode }) {
  return (
    <section className="border-line border-t pt-3 pb-2 text-sm">
      <h3 className="text-ink">{title}</h3>
      <ul className="mt-1">{children}</ul>
      {say === null ? null : <p className="mt-1 text-xs leading-[18px]">{say}</p>}
    </section>
  )
}

/** What a redelivery would mean, counted before it: for reply tokens, for the bot, and why they did not arrive. */
export function RedeliveryOutlook({
  kind,
  outlook: { ages, processed, byReason, oldestAt },
}: {
  kind: ChannelKind
  outlook: Outlook
}) {
  const isBraze = kind === 'braze'
  const t = useTranslations('redelivery')
  const deliveries = useTranslations('deliveries')
  const locale = useLocale()
  const wordsOf = (state: string, reason: string | null) => {
    if (reason === null) return state === 'delivered' ? deliveries('states.delivered') : '–'
    const skipped = SKIP_REASONS.find((one) => one === reason)
    return skipped === undefined ? reason : deliveries(`skips.${skipped}`)
  }
  const shown = byReason.length > MOST_REASONS + 1 ? byReason.slice(0, MOST_REASONS) : byReason
  const rest = byReason.slice(shown.length)
  return (
    <div className="mt-3 grid gap-1">
      <Part
        title={t(isBraze ? 'processedBraze' : 'processed')}
        say={
          processed.maybe + processed.yes === 0 ? t('processedNone') : t(isBraze ? 'processedSayBraze' : 'processedSay')
        }
      >
        <Line name={t('processedNo')} count={processed.no} />
        <Line name={t('processedMaybe')} count={processed.maybe} />
        <Line name={t('processedYes')} count={processed.yes} />
      </Part>
      <Part title={t('tokens')} say={isBraze ? null : t('tokensSay')}>
        <Line name={t('underOneMinute')} count={ages.underOneMinute} />
        <Line name={t('underTwentyMinutes')} count={ages.underTwentyMinutes} />
        <Line name={t('older')} count={ages.older} />
        {oldestAt === null ? null : (
          <li className="grid grid-cols-[1fr_auto] gap-x-4 py-1 text-ink">
            {t('oldest')}
            <span>{formatAgo(Date.parse(oldestAt), Date.now(), locale)}</span>
          </li>
        )}
      </Part>
      <Part title={t('reasons')} say={null}>
        {shown.map(({ state, reason, cause, deliveries: count }) => (
          <Line key={`${state} ${reason}`} name={wordsOf(state, reason)} count={count}>
            {cause === null ? null : <Swatch cause={cause} />}
          </Line>
        ))}
        {rest.length === 0 ? null : (
          <Line
            name={t('otherReasons', { count: rest.length })}
            count={rest.reduce((sum, { deliveries: count }) => sum + count, 0)}
          />
        )}
      </Part>
    </div>
  )
}
