import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { AutoRefresh } from '@/components/ui/auto-refresh.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { QuietLink } from '@/components/ui/quiet-link.tsx'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import type { DeliveryState } from '@/lib/domain/delivery.ts'
import { formatCount } from '@/lib/i18n/format-number.ts'
import { formatSpan, formatWhen } from '@/lib/i18n/format-time.ts'
import type { deliveryQueue } from '@/lib/reports/delivery-queue.ts'
import type { LedgerReport } from '@/lib/reports/ledger.ts'

type QueueState = Awaited<ReturnType<typeof deliveryQueue>>

const ORDER = ['delivered', 'pending', 'failed', 'skipped'] as const satisfies readonly DeliveryState[]
const SIGN = { delivered: '=', pending: '+', failed: '+', skipped: '+' } as const

/** The ledger of a stretch as a sum; each part leads to its deliveries. Below it what waits now. */
export async function DeliveriesLedger({
  kind,
  ledger,
  queue,
  range,
  zone,
  nowMs,
  isLive,
  tools,
  ways,
}: {
  kind: ChannelKind
  ledger: LedgerReport
  /** Now, whatever the filters. */
  queue: QueueState
  /** In the reader's words. */
  range: string
  zone: string
  nowMs: number
  /** Whether the page shows the latest, and so goes on. */
  isLive: boolean
  tools: ReactNode
  ways: { all: string; of: (state: DeliveryState) => string; current: DeliveryState | null }
}) {
  const t = await getTranslations('deliveries')
  const locale = await getLocale()
  const { pending, beingSent, oldestAtMs, suspendedAtMs } = queue
  const part = (name: string, count: number, href: string, current: boolean) => (
    <QuietLink
      href={href}
      scroll={false}
      aria-current={current || undefined}
      className={`-mx-2 rounded-md px-2 py-1 no-underline hover:bg-sunken ${current ? 'bg-sunken' : ''}`}
    >
      <span className="block text-ink-3 text-xs">{name}</span>
      <span className={`block text-xl max-md:text-lg ${count > 0 ? 'font-semibold' : 'text-ink-3'}`}>
        {formatCount(count)}
      </span>
    </QuietLink>
  )
  const nameOf = (state: DeliveryState) =>
    kind === 'braze' && state === 'delivered' ? t('acceptedByBraze') : t(`states.${state}`)
  const waits = () => {
    if (pending === 0 || oldestAtMs === null) return t('queueEmpty')
    return t(suspendedAtMs === null ? 'queue' : 'queueSuspended', {
      count: pending,
      time: formatWhen(oldestAtMs, nowMs, zone, locale),
      span: formatSpan(Math.max(1_000, nowMs - oldestAtMs), locale),
    })
  }
  return (
    <Panel label={t('ledger')} className="mb-4">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3 px-4 py-3 md:px-6 md:py-4">
        <div>
          <h2 className="mb-1 font-normal text-ink-3 text-xs">{t('ledgerOf', { range })}</h2>
          <div className="flex flex-wrap gap-x-5 gap-y-1 max-md:grid max-md:grid-cols-[repeat(3,max-content)] max-md:gap-x-8">
            {part(t('accepted'), ledger.accepted, ways.all, false)}
            {ORDER.map((state) => (
              <span key={state} className="flex items-end gap-x-5">
                <span className="pb-1 text-ink-3 text-xl max-md:hidden">{SIGN[state]}</span>
                {part(nameOf(state), ledger[state], ways.of(state), ways.current === state)}
              </span>
            ))}
          </div>
        </div>
        <div className="ml-auto flex flex-wrap gap-2 max-md:ml-0">{tools}</div>
      </div>
      <p className="flex min-h-10 flex-wrap items-center justify-between gap-x-4 border-line border-t px-4 py-2 text-ink-2 text-sm md:px-6">
        <span>
          {waits()}
          {beingSent > 0 ? `${t('stop')}${t('queueSending', { count: beingSent })}` : ''}
        </span>
        {isLive ? <AutoRefresh renderedAtMs={nowMs} /> : null}
      </p>
    </Panel>
  )
}
