import { createLoader, createSerializer, type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { trackedParams } from './tracked-params.ts'

/** Which list, of which campaign the sends, and where in it one is. */
export const sendsParams = {
  list: parseAsStringLiteral(['sends', 'campaigns'] as const).withDefault('sends'),
  campaign: trackedParams.campaign,
  cursor: parseAsString,
}
export type SendsParams = inferParserType<typeof sendsParams>

export const loadSendsParams = createLoader(sendsParams)
export const sendsSearch = createSerializer(sendsParams)
