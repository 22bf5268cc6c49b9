import { createLoader, createSerializer, type inferParserType, parseAsString } from 'nuqs/server'
import { statisticsParams } from './statistics-params.ts'

const { range, from, to, cause, detail } = statisticsParams

/** What the table shows, in the words of the statistics page; then where in it one is. Its clock is always LINE's. */
export const webhookErrorsParams = { range, from, to, cause, detail, cursor: parseAsString }
export type WebhookErrorsParams = inferParserType<typeof webhookErrorsParams>

export const loadWebhookErrorsParams = createLoader(webhookErrorsParams)
export const webhookErrorsSearch = createSerializer(webhookErrorsParams)
