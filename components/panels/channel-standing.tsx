import { SinceLink } from '@/components/filters/since-link.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { standingOf } from '@/lib/domain/standing.ts'
import type { Locale } from '@/lib/i18n/locales.ts'
import { overviewOf } from '@/lib/reports/channel-overview.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { failureStreak } from './failure-streak.ts'
import { onsetSentence } from './onset-words.ts'
import { onsetsOf } from './onsets-of.ts'
import { standingSentence } from './standing-sentence.ts'

/** One sentence that says how the channel stands now, the numbers behind it, and since when what fails most has failed. */
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
  const { group, icon, tone, title, say } = await standingSentence(overview, {
    locale,
    nowMs,
    lastArrivalAtMs: streak?.lastArrivalAtMs ?? null,
    streak,
  })
  const [onset] = (await onsetsOf(ctx, channel)).onsets
  const since =
    onset === undefined ? null : (
      <SinceLink channelId={channel.id}>
        {await onsetSentence(onset, { nowMs, zone: channel.timezone, locale })}
      </SinceLink>
    )
  // What is faint beside all of a day's attempts is as usual by them, and is not by its own hours.
  const faint = since !== null && group === 'fine'
  return (
    // With a third line it begins higher, so that the header is hardly taller than without. On a phone there is always room
    // for three, so that nothing below it moves when a trouble begins: the numbers give way to since when.
    <div
      className={`flex max-w-[420px] flex-none items-start gap-3 xl:max-w-[520px] ${since === null || faint ? 'pt-5' : 'pt-1'} max-md:min-h-[68px] max-md:max-w-none max-md:gap-2 max-md:pt-2`}
    >
      <span className={`mt-0.5 ${faint ? 'text-ink' : tone}`}>
        <Icon name={faint ? 'watch' : icon} />
      </span>
      <div className="min-w-0 text-balance [overflow-wrap:anywhere] [word-break:auto-phrase]">
        <b className="block">{faint ? since : title}</b>
        <span className={`block text-ink-2 text-sm ${since === null || faint ? '' : 'max-md:hidden'}`}>{say}</span>
        {faint || since === null ? null : <span className="block text-sm max-md:line-clamp-2">{since}</span>}
      </div>
    </div>
  )
}
