import { createLoader, createSerializer, type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { DELIVERY_SOURCES, DELIVERY_STATES } from '@/lib/domain/delivery.ts'
import { statisticsParams } from './statistics-params.ts'

const { range, from, to, send, campaign, zone } = statisticsParams

/** What the list of deliveries shows, in the words of the other pages where both have one; then where in it one is. */
export const deliveriesParams = {
  range,
  from,
  to,
  zone,
  send,
  campaign,
  state: parseAsStringLiteral(DELIVERY_STATES),
  /** A detail of an attempt, or why a delivery was skipped. */
  reason: parseAsString,
  source: parseAsStringLiteral(DELIVERY_SOURCES),
  event: parseAsString.withDefault(''),
  cursor: parseAsString,
}
export type DeliveriesParams = inferParserType<typeof deliveriesParams>

export const loadDeliveriesParams = createLoader(deliveriesParams)
export const deliveriesSearch = createSerializer(deliveriesParams)
