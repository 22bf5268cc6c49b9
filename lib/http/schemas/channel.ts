import { z } from 'zod'
import { isoTime, itemError, message, timezone } from './common.ts'

const name = z.string().trim().min(1).max(100)
const secret = z
  .string()
  .trim()
  .min(8)
  .max(256)
  .regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without spaces')
const timeoutMs = z.int().min(100).max(60_000)
/** Judged by lib/delivery/check-webhook-url.ts, so that a wrong one gets a code of its own. */
const url = z.string().trim().min(1).max(2000)

const settings = {
  useWebhook: z.boolean(),
  errorStatistics: z.boolean(),
  redelivery: z.boolean(),
  redeliveryFirstMs: z.int().min(1_000).max(30_000),
  redeliveryWindowMs: z.int().min(60_000).max(86_400_000),
  concurrency: z.int().min(1).max(64),
  timeoutMs,
  timezone,
}

export const createChannelBody = z
  .strictObject({
    name,
    kind: z.enum(['line', 'braze']),
    webhookUrl: url.nullish(),
    channelSecret: secret.optional(),
    restEndpoint: url.nullish().meta({ description: 'Braze channels only: an origin' }),
    apiKey: secret.optional().meta({ description: 'Braze channels only' }),
    ...z.object(settings).partial().shape,
  })
  .meta({ id: 'CreateChannel' })

export const updateChannelBody = z
  .strictObject({
    name,
    webhookUrl: url.nullable(),
    channelSecret: secret,
    restEndpoint: url.nullable().meta({ description: 'Braze channels only; another one needs its apiKey with it' }),
    apiKey: secret.meta({ description: 'Braze channels only' }),
    ...settings,
  })
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, 'Name at least one setting to change')
  .meta({ id: 'UpdateChannel' })

export const channel = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(['line', 'braze']),
    webhookUrl: z.string().nullable(),
    useWebhook: z.boolean(),
    errorStatistics: z.boolean(),
    redelivery: z.boolean(),
    redeliveryFirstMs: z.int().meta({ description: 'About how long the first redelivery waits' }),
    redeliveryWindowMs: z.int().meta({ description: 'No redelivery begins later than this after acceptance' }),
    concurrency: z.int().meta({ description: 'How many deliveries may be on the wire at the same time' }),
    timeoutMs: z.int(),
    timezone: z.string(),
    practice: z.boolean(),
    createdAt: isoTime,
    secretSet: z.boolean(),
    signingSecretSet: z.boolean().meta({ description: 'Standard Webhooks' }),
    previousSigningUntil: isoTime
      .nullable()
      .meta({ description: 'Until when the Standard Webhooks secret before signs as well' }),
    restEndpoint: z.string().nullable().optional().meta({ description: 'Braze channels only' }),
    apiKeySet: z.boolean().optional().meta({ description: 'Braze channels only' }),
  })
  .meta({ id: 'Channel' })
export type ChannelAnswer = z.infer<typeof channel>

const errors = z.array(itemError).optional()
export const channelAnswer = z.object({ message, channel, errors })
export const createdChannelAnswer = z.object({
  message,
  channel,
  channelSecret: z
    .string()
    .optional()
    .meta({ description: 'Only when it was generated here, and only in this answer' }),
  errors,
})
export const signingSecretAnswer = z.object({
  message,
  channel,
  signingSecret: z.string().meta({ description: 'Standard Webhooks: whsec_ and base64; only in this answer' }),
})
export const channelsAnswer = z.object({ message, channels: z.array(channel) })

export const verifyBody = z.strictObject({ webhookUrl: z.string().max(2000).optional() }).meta({ id: 'Verify' })

export const aggregationPeriod = z.object({
  from: isoTime,
  to: isoTime.nullable().meta({ description: 'null: still on' }),
  startedBy: z.string(),
  endedBy: z.string().nullable(),
  endReason: z.string().nullable(),
  importId: z.string().nullable().meta({ description: 'It is what an import covers; no switch was on' }),
})

export const aggregationPeriodsAnswer = z.object({ message, periods: z.array(aggregationPeriod) })
