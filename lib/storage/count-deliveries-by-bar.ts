import { DELIVERY_STATES } from '@/lib/domain/delivery.ts'
import type { StoredWidth } from '@/lib/domain/statistics/bars.ts'
import type { DeliveryCount } from '@/lib/domain/statistics/delivery-timeline.ts'
import type { PrismaClient } from './generated/client.ts'

/** `bounds`: n + 1 instants for n bars, each the beginning of a stored minute or hour, as `width` says. */
export type DeliveryQuestion = { channelNo: number; width: StoredWidth; bounds: readonly number[] }

/** Deliveries by bar and what has become of them: one query over their counts, never over deliveries. */
export async function countDeliveriesByBar(
  db: PrismaClient,
  { channelNo, width, bounds }: DeliveryQuestion,
): Promise<DeliveryCount[]> {
  const bars = JSON.stringify(bounds.slice(0, -1).map((startMs, bar) => [startMs, bounds[bar + 1]]))
  const rows = await db.$queryRaw<{ bar: bigint; state: string; redelivered: bigint; deliveries: bigint }[]>`
    SELECT bars.key AS bar, counts.state, counts.redelivered, sum(counts.deliveries) AS deliveries
    FROM jsonb_each(${bars}) AS bars
    CROSS JOIN delivery_counts AS counts ON counts."channelNo" = ${channelNo} AND counts.width = ${width}
      AND counts."startMs" >= bars.value ->> 0 AND counts."startMs" < bars.value ->> 1
    GROUP BY bars.key, counts.state, counts.redelivered`
  return rows.flatMap((row) => {
    const state = DELIVERY_STATES.find((one) => one === row.state)
    if (state === undefined) return []
    return [
      { bar: Number(row.bar), state, redelivered: Number(row.redelivered) === 1, deliveries: Number(row.deliveries) },
    ]
  })
}
