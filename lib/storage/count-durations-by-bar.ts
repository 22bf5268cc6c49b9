import type { StoredWidth } from '@/lib/domain/statistics/bars.ts'
import type { BarDurations } from '@/lib/domain/statistics/response-times.ts'
import type { PrismaClient } from './generated/client.ts'

/** `bounds`: n + 1 instants for n bars, each the beginning of a stored bucket of that width. */
export type DurationQuestion = { channelNo: number; width: StoredWidth; bounds: readonly number[] }

/**
 * Durations of counted attempts by bar and outcome: one query over their buckets, never over attempts. The bins of a bar
 * come as one text, because a row for each bin would be tens of thousands.
 */
export async function countDurationsByBar(
  db: PrismaClient,
  { channelNo, width, bounds }: DurationQuestion,
): Promise<BarDurations[]> {
  const bars = JSON.stringify(bounds.slice(0, -1).map((startMs, bar) => [startMs, bounds[bar + 1]]))
  const rows = await db.$queryRaw<{ bar: bigint; failed: bigint; bins: string }[]>`
    SELECT bar, failed, string_agg(bin || ':' || attempts, ' ') AS bins FROM (
      SELECT bars.key AS bar, durations.failed, durations.bin, sum(durations.attempts) AS attempts
      FROM jsonb_each(${bars}) AS bars
      CROSS JOIN duration_buckets AS durations ON durations."channelNo" = ${channelNo} AND durations.width = ${width}
        AND durations."startMs" >= bars.value ->> 0 AND durations."startMs" < bars.value ->> 1
      GROUP BY bars.key, durations.failed, durations.bin
    ) AS counted
    GROUP BY bar, failed`
  return rows.map(({ bar, failed, bins }) => ({
    bar: Number(bar),
    failed: Number(failed) === 1,
    bins: bins.split(' ').map((text) => {
      const [bin = 0, attempts = 0] = text.split(':').map(Number)
      return { bin, attempts }
    }),
  }))
}
