import { Icon } from '@/components/ui/icon.tsx'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { standingOf } from '@/lib/domain/standing.ts'
import type { Locale } from '@/lib/i18n/locales.ts'
import { overviewOf } from '@/lib/reports/channel-overview.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { failureStreak } from './failure-streak.ts'
import { standingSentence } from './standing-sentence.ts'

/** One sentence that says how the channel stands now, and the numbers behind it. */
export async function ChannelStanding({
  ctx,
  channel,
  locale,
}: {
  ctx: ReportContext
  channel: ChannelView
  locale: Locale
}) {
  const overview = (await overviewOf(ctx, [channel]))[0]
  if (overview === undefined) return null
  const nowMs = ctx.now()
  const streak = standingOf(overview) === 'nothing_arrives' ? await failureStreak(ctx, channel, nowMs) : null
  const { icon, tone, title, say } = await standingSentence(overview, {
    locale,
    nowMs,
    lastArrivalAtMs: streak?.lastArrivalAtMs ?? null,
    streak,
  })
  return (
    <div className="flex max-w-[420px] flex-none items-start gap-3 pt-5 max-md:max-w-none max-md:gap-2 max-md:pt-2">
      <span className={`mt-0.5 ${tone}`}>
        <Icon name={icon} />
      </span>
      <div className="min-w-0">
        <b className="block">{title}</b>
        <span className="block text-ink-2 text-sm">{say}</span>
      </div>
    </div>
  )
}
