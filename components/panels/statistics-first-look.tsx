import { getLocale, getTranslations } from 'next-intl/server'
import { attemptsAddress } from '@/components/charts/attempts-address.ts'
import { type Tracked, trackedQuery } from '@/components/filters/tracked-params.ts'
import { buttonClass } from '@/components/ui/button.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { QuietLink } from '@/components/ui/quiet-link.tsx'
import { Swatch } from '@/components/ui/swatch.tsx'
import type { RankedDetail } from '@/lib/charts/rank-details.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { attemptsTotal, listAttempts } from '@/lib/reports/list-attempts.ts'
import { AttemptAdvice } from './attempt-advice.tsx'

/** The failure to look at first: what goes on now, else what happened most. What it means, what to do, whether to resend. */
export async function StatisticsFirstLook({
  ctx,
  channel,
  details,
  range,
  zone,
  tracked,
}: {
  ctx: ReportContext
  channel: ChannelView
  details: readonly RankedDetail[]
  range: TimeRange
  zone: string | null
  tracked: Tracked
}) {
  const first = details.find(({ lasting }) => lasting) ?? details[0]
  if (first === undefined) return null
  const { cause, detail } = first
  const query = { ...range, cause, detail, ...trackedQuery(tracked) }
  const { attempts } = await listAttempts(ctx, [channel], { ...query, limit: 1 })
  const [attempt] = attempts
  if (attempt === undefined) return null
  // Not the errors of the chart: of those imported there are no attempts, and of those not counted there are.
  const { count, more } = await attemptsTotal(ctx, channel, query)
  const t = await getTranslations('statistics')
  const locale = await getLocale()
  return (
    <Panel label={t('firstLook')} className="px-4 pt-4 pb-5 md:px-6">
      <h2 className="font-normal text-ink-2 text-sm">{t('firstLook')}</h2>
      <p lang="en" className="mt-1 mb-2 flex items-center gap-2 font-semibold text-lg">
        <Swatch cause={cause} />
        {detail}
      </p>
      <AttemptAdvice attempt={attempt} locale={locale} />
      <p className="mt-4 flex gap-2 border-line border-t pt-3 text-ink-2 text-sm">
        <Icon name={attempt.outcome.processed === 'no' ? 'good' : 'alert'} className="mt-0.5" />
        <span>
          {t.rich(`${channel.kind === 'braze' ? 'brazeProcessed' : 'processed'}.${attempt.outcome.processed}`, {
            b: (chunks) => <b className="text-ink">{chunks}</b>,
          })}
        </span>
      </p>
      <div className="mt-4 flex flex-wrap gap-2">
        <QuietLink href={`/channels/${channel.id}/settings`} className={buttonClass('primary')}>
          {t('toVerify')}
        </QuietLink>
        <QuietLink
          href={attemptsAddress(channel.id, range, { cause, detail, zone, ...tracked })}
          className={buttonClass()}
        >
          {t(more ? 'seeManyAttempts' : 'seeAttempts', { count })}
        </QuietLink>
      </div>
    </Panel>
  )
}
