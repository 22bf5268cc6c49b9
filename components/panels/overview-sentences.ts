import { standingOf } from '@/lib/domain/standing.ts'
import type { Locale } from '@/lib/i18n/locales.ts'
import type { ChannelOverview } from '@/lib/reports/channel-overview.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { lastArrivals } from '@/lib/reports/last-arrivals.ts'
import { standingSentence } from './standing-sentence.ts'

/** Their situation in words; of those to which nothing arrives also since when. */
export async function withSentences<T extends { row: ChannelOverview }>(
  ctx: ReportContext,
  listed: readonly T[],
  { locale, nowMs }: { locale: Locale; nowMs: number },
) {
  const silent = listed.filter(({ row }) => standingOf(row) === 'nothing_arrives').map(({ row }) => row.channel)
  const arrivals = await lastArrivals(ctx, silent)
  return Promise.all(
    listed.map(async (one) => {
      const lastArrivalAtMs = arrivals.get(one.row.channel.no) ?? null
      return { ...one, sentence: await standingSentence(one.row, { locale, nowMs, lastArrivalAtMs, streak: null }) }
    }),
  )
}
