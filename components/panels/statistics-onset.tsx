import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { ONSET_ANCHOR } from '@/components/filters/carry-view.ts'
import { type StatisticsParams, statisticsAddress } from '@/components/filters/statistics-params.ts'
import { ViewLink } from '@/components/filters/view-link.tsx'
import { buttonClass } from '@/components/ui/button.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { rangeAround } from '@/lib/charts/range-around.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { formatRate } from '@/lib/i18n/format-number.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { onsetSentence } from './onset-words.ts'
import { onsetsOf } from './onsets-of.ts'
import { OnsetMethod } from './statistics-onset-method.tsx'

type Props = {
  ctx: ReportContext
  channel: ChannelView
  params: StatisticsParams
  zone: string
  /** The page shows the whole channel, as this does. */
  ofWhole: boolean
}

/** Since when more fails than usual, as long as it does, whatever range is shown. It says so too when nothing stands out. */
export async function StatisticsOnset({ ctx, channel, params, zone, ofWhole }: Props) {
  const t = await getTranslations('onset')
  const locale = await getLocale()
  const { atMs, aggregating, comparable, onsets } = await onsetsOf(ctx, channel)
  const [first] = onsets
  if (first === undefined) {
    return (
      <Row icon="off" tone="text-ink-3" label={t('title')}>
        <p className="text-ink-2">{t(aggregating ? (comparable ? 'none' : 'tooNew') : 'off')}</p>
      </Row>
    )
  }
  const range = rangeAround(first.sinceMs, atMs)
  const { attempts, failures } = first.after
  return (
    <Row icon="alert" tone="text-alert" label={t('title')}>
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          {ofWhole ? null : <p className="text-ink-3 text-xs">{t('ofWhole')}</p>}
          <p className="font-semibold [overflow-wrap:anywhere]">
            {await onsetSentence(first, { nowMs: atMs, zone, locale })}
          </p>
          <p className="text-ink-2">
            {t('since', {
              attempts,
              errors: failures,
              rate: formatRate(failures, attempts),
              usual: first.usual.failures > 0 ? formatRate(first.usual.failures, first.usual.attempts) : 'none',
            })}
          </p>
        </div>
        <ViewLink
          hidden
          href={statisticsAddress('', { ...params, range: null, from: range.fromMs, to: range.toMs })}
          className={buttonClass()}
        >
          {t('around')}
        </ViewLink>
      </div>
      <OnsetMethod onsets={onsets} atMs={atMs} zone={zone} />
    </Row>
  )
}

/** As high with a trouble as without one, as far as that goes: it comes and goes by itself. */
function Row({
  icon,
  tone,
  label,
  children,
}: {
  icon: 'alert' | 'off'
  tone: string
  label: string
  children: ReactNode
}) {
  return (
    <Panel id={ONSET_ANCHOR} label={label} className="mt-4 scroll-mt-4">
      <div className="flex gap-2 px-4 py-3 text-sm md:px-6">
        <span className={`mt-0.5 ${tone}`}>
          <Icon name={icon} />
        </span>
        <div className="min-w-0 flex-1">{children}</div>
      </div>
    </Panel>
  )
}
