import { z } from 'zod'
import { PHASES } from '@/lib/domain/facts.ts'
import { DELIVERED_NOTES } from '@/lib/domain/outcome.ts'
import { BUCKET_WIDTHS } from '@/lib/domain/statistics/report-types.ts'
import { cause, causes, details, isoTime, message, processed, purpose, queryTime } from './common.ts'

const ms = z.number().nullable()
export const error = z.object({ code: z.string(), phase: z.enum(PHASES) })
export const protocol = z.enum(['http/1.1', 'h2'])
export const note = z.enum(DELIVERED_NOTES)
export const statusClass = z.enum(['1xx', '2xx', '3xx', '4xx', '5xx'])

export const attempt = z
  .object({
    id: z.string(),
    channelId: z.string(),
    deliveryId: z.string().nullable(),
    webhookEventId: z.string().nullable(),
    sendId: z.string().nullable(),
    campaignId: z.string().nullable(),
    purpose,
    counted: z.boolean().meta({ description: 'Decided once, when it was recorded' }),
    startedAt: isoTime,
    durationMs: z.int(),
    url: z.string().nullable(),
    outcome: z.object({
      state: z.enum(['delivered', 'failed']),
      cause: cause.nullable(),
      detail: z.string().nullable().meta({ description: 'A label, a status, or a status with a name' }),
      status: z.int().nullable(),
      processed,
      note: note.optional().meta({ description: 'Braze: what is remarked on a call that it accepted' }),
    }),
    error: error.nullable(),
    phases: z.object({ dnsMs: ms, tcpMs: ms, tlsMs: ms, sessionMs: ms, firstByteMs: ms, bodyMs: ms }),
    protocol: protocol.nullable(),
    remoteAddress: z.string().nullable(),
    reusedConnection: z.boolean(),
    minorErrors: z.array(z.string()).meta({ description: 'Braze: what went wrong with parts of an accepted call' }),
  })
  .meta({ id: 'Attempt' })
export type AttemptAnswer = z.infer<typeof attempt>

const headers = z.record(z.string(), z.string())

export const certificate = z
  .object({
    subject: z.string(),
    issuer: z.string(),
    validFrom: z.string(),
    validTo: z.string(),
    altNames: z.array(z.string()),
    chain: z
      .array(z.object({ commonName: z.string(), issuer: z.string(), validFrom: z.string(), validTo: z.string() }))
      .meta({ description: 'From the leaf up, as the server sent them; each with its own end' }),
  })
  .meta({ id: 'Certificate' })

export const attemptDetail = attempt
  .extend({
    request: z.object({ headers, body: z.string().nullable() }),
    response: z
      .object({ status: z.int().nullable(), headers, body: z.string(), truncated: z.boolean() })
      .nullable()
      .meta({
        description:
          'Kept of failures, verifications and what Braze accepted with a remark; at most 64 KiB of the body',
      }),
    tlsVersion: z.string().nullable(),
    certificate: certificate.nullable(),
    addresses: z.array(z.string()),
  })
  .meta({ id: 'AttemptDetail' })
export type AttemptDetailAnswer = z.infer<typeof attemptDetail>

export const attemptAnswer = z.object({ message, attempt: attemptDetail })
export const attemptsAnswer = z.object({ message, attempts: z.array(attempt), nextCursor: z.string().nullable() })

const LIMIT = 'must be a whole number from 1 to 200'
export const pageLimit = z.coerce.number(LIMIT).int(LIMIT).min(1, LIMIT).max(200, LIMIT)

export const attemptsQuery = z.strictObject({
  from: queryTime.optional(),
  to: queryTime.optional(),
  cause: causes.optional(),
  detail: details.optional(),
  statusClass: statusClass.optional(),
  purpose: purpose.optional(),
  state: z.enum(['delivered', 'failed']).optional(),
  webhookEventId: z.string().max(128).optional().meta({ description: 'Of any event of the body' }),
  sendId: z.string().max(128).optional(),
  campaignId: z.string().max(128).optional().meta({ description: 'All sends of it' }),
  cursor: z.string().max(512).optional(),
  limit: pageLimit.optional(),
})

export const attemptQuery = z.strictObject({ channelId: z.string().max(64).optional() })

export const bucketWidth = z.enum(BUCKET_WIDTHS)
