import { z } from 'zod'
import { DELIVERY_SOURCES, DELIVERY_STATES } from '@/lib/domain/delivery.ts'
import { attempt, pageLimit } from './attempt.ts'
import { isoTime, message, oneOrMore, queryTime } from './common.ts'

const PRINTABLE = /^[\x20-\x7e]+$/
const printable = (most: number) => z.string().min(1).max(most).regex(PRINTABLE, 'must be printable ASCII')

export const deliverBody = z
  .strictObject({
    body: z.record(z.string(), z.unknown()).meta({
      description:
        'LINE: destination, and webhookEventId, timestamp, mode and deliveryContext of each event are added where absent',
    }),
    path: printable(500)
      .regex(/^\/(?!\/)/, 'must begin with one slash')
      .optional()
      .meta({ description: 'Braze channels only' }),
    sendId: z
      .union([printable(64), z.literal(true)], { error: 'must be a string of at most 64 characters, or true' })
      .optional()
      .meta({ description: 'true: a new one, answered as send_id' }),
    campaignId: printable(128).optional().meta({ description: 'Of the send; a send belongs to at most one campaign' }),
    idempotencyKey: printable(255).optional().meta({ description: 'The same key makes one delivery, once' }),
  })
  .meta({ id: 'Deliver' })

/** LINE's webhook, as far as the gateway looks at it. */
export const webhookBody = z
  .looseObject({ destination: z.string().optional(), events: z.array(z.looseObject({})) })
  .meta({ id: 'Webhook', description: 'https://developers.line.biz/en/reference/messaging-api/#webhooks' })

export const webhookHeaders = z.object({
  'x-line-signature': z
    .string()
    .meta({ description: 'HMAC-SHA256 of the raw body with the channel secret, as base64' }),
})

const states = z.enum(DELIVERY_STATES, { error: `must be one of ${DELIVERY_STATES.join(', ')}` })

export const delivery = z
  .object({
    id: z.string(),
    channelId: z.string(),
    state: z.enum(DELIVERY_STATES),
    reason: z.string().nullable().meta({
      description: 'The detail of the last failed attempt, or why it was skipped',
    }),
    attempts: z.int(),
    beingSent: z.boolean().meta({ description: 'An attempt is under way, or about to be' }),
    nextAttemptAt: isoTime.nullable(),
    createdAt: isoTime,
    endedAt: isoTime.nullable(),
    webhookEventId: z.string().nullable().meta({ description: 'Of its first event' }),
    idempotencyKey: z.string().nullable(),
    sendId: z.string().nullable(),
    campaignId: z.string().nullable(),
    path: z.string().nullable(),
    source: z.enum(DELIVERY_SOURCES),
    duplicates: z.int().meta({ description: 'How often the gateway was sent it again' }),
    runId: z.string().nullable().meta({ description: 'The redelivery that sent it last' }),
  })
  .meta({ id: 'Delivery' })
export type DeliveryAnswer = z.infer<typeof delivery>

export const acceptedDeliveryAnswer = z.object({
  message,
  delivery,
  send_id: z.string().optional().meta({ description: 'Of a tracked send' }),
})

export const deliveriesQuery = z.strictObject({
  state: oneOrMore(states, `must be some of ${DELIVERY_STATES.join(', ')}`).optional(),
  reason: oneOrMore(z.string().max(200), 'must be at most 50 details or reasons for skipping').optional(),
  from: queryTime.optional(),
  to: queryTime.optional(),
  source: z.enum(DELIVERY_SOURCES, { error: `must be one of ${DELIVERY_SOURCES.join(', ')}` }).optional(),
  webhookEventId: z.string().max(128).optional().meta({ description: 'Of any of its events' }),
  sendId: z.string().max(128).optional(),
  campaignId: z.string().max(128).optional().meta({ description: 'All sends of it' }),
  cursor: z.string().max(512).optional(),
  limit: pageLimit.optional(),
})

export const deliveriesAnswer = z.object({
  message,
  deliveries: z.array(delivery),
  nextCursor: z.string().nullable(),
})

export const deliveryAnswer = z.object({
  message,
  delivery: delivery.extend({
    request: z
      .object({
        url: z.string().nullable().meta({ description: 'Where it goes, when that is not the channel’s own URL' }),
        headers: z.record(z.string(), z.string()).meta({ description: 'What the gateway took in with the body' }),
        body: z.string(),
      })
      .nullable()
      .meta({ description: 'null when the body is no longer kept' }),
  }),
  attempts: z.array(attempt).meta({ description: 'Oldest first; of more than 200 the latest' }),
})

export const ledgerQuery = z.strictObject({ from: queryTime.optional(), to: queryTime.optional() })

const count = z.int()

export const ledgerAnswer = z.object({
  message,
  from: isoTime.nullable().meta({ description: 'As used: floored to a minute' }),
  to: isoTime.nullable().meta({ description: 'As used: ceiled to a minute' }),
  accepted: count.meta({ description: 'The sum of the others' }),
  delivered: count,
  pending: count,
  failed: count,
  skipped: count,
})

export const queueAnswer = z.object({
  message,
  pending: count,
  oldestAt: isoTime.nullable().meta({ description: 'When the oldest that is pending was accepted' }),
  beingSent: count,
  failingSince: isoTime.nullable(),
  suspendedAt: isoTime.nullable().meta({ description: 'null: not suspended' }),
  nextProbeAt: isoTime.nullable(),
  gateway: z.object({
    arrivedAt: isoTime.nullable().meta({ description: 'The last webhook that was taken in' }),
    refusedAt: isoTime.nullable().meta({ description: 'The last that was refused for its signature' }),
    refused: count,
  }),
})
