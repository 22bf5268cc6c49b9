import { createParser, createSerializer, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { DELIVERY_STATES, type DeliveryState } from '@/lib/domain/delivery.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'

const instant = createParser({ parse: Date.parse, serialize: (ms: number) => new Date(ms).toISOString() })
const serialize = createSerializer({
  from: instant,
  to: instant,
  state: parseAsStringLiteral(DELIVERY_STATES),
  zone: parseAsString,
})

/** The page of the deliveries behind a bar or a figure, by when they were accepted. */
export function deliveriesAddress(
  channelId: string,
  { fromMs, toMs }: TimeRange,
  { state, zone }: { state: DeliveryState | null; zone: string | null },
): string {
  return serialize(`/channels/${encodeURIComponent(channelId)}/deliveries`, { from: fromMs, to: toMs, state, zone })
}
