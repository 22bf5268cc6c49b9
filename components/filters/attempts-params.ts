import { createLoader, createSerializer, type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { PURPOSES } from '@/lib/domain/taxonomy.ts'
import { statisticsParams } from './statistics-params.ts'

export const ATTEMPT_STATES = ['delivered', 'failed'] as const
export const STATUS_CLASSES = ['1xx', '2xx', '3xx', '4xx', '5xx'] as const

const { range, from, to, cause, detail, send, campaign, zone } = statisticsParams

/** What the list shows, in the same words as the statistics page where both have one; then where in it one is. */
export const attemptsParams = {
  range,
  from,
  to,
  cause,
  detail,
  send,
  campaign,
  zone,
  state: parseAsStringLiteral(ATTEMPT_STATES),
  purpose: parseAsStringLiteral(PURPOSES),
  status: parseAsStringLiteral(STATUS_CLASSES),
  event: parseAsString.withDefault(''),
  cursor: parseAsString,
  attempt: parseAsString,
}
export type AttemptsParams = inferParserType<typeof attemptsParams>

export const loadAttemptsParams = createLoader(attemptsParams)
export const attemptsSearch = createSerializer(attemptsParams)
