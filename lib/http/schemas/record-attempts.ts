import { z } from 'zod'
import { PHASES } from '@/lib/domain/facts.ts'
import { isPrintable } from '@/lib/domain/visible-text.ts'
import { cause, itemError, message, purpose } from './common.ts'

const startedAt = z.union([z.int().min(0), z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))], {
  error: 'must be ISO 8601 with an offset, or epoch milliseconds',
})

const printable = z.string().refine(isPrintable, 'must not contain line ends or characters that cannot be seen')
const name = printable.min(1).max(128)

/** Exactly one of the three; which one decides who judges. */
const outcome = z.union(
  [
    z.strictObject({ status: z.int().min(100).max(999) }),
    z.strictObject({ error: z.strictObject({ code: printable.min(1).max(100), phase: z.enum(PHASES) }) }),
    z.strictObject({ cause, detail: z.string().min(1).max(200) }),
  ],
  { error: 'must be {"status"}, {"error":{"code","phase"}} or {"cause","detail"}' },
)

/** One attempt that another sender made; fields that are not named here are ignored. */
export const reportedAttempt = z
  .object({
    id: name.meta({ description: 'Your own, idempotent within the channel' }),
    startedAt: startedAt.meta({ description: 'From 7 days ago to 5 minutes ahead' }),
    durationMs: z.number().min(0).max(3_600_000).transform(Math.round),
    outcome,
    purpose: purpose.default('delivery'),
    webhookEventId: name.nullish(),
    sendId: name.nullish(),
    campaignId: name.nullish().meta({ description: 'Of the send; a send belongs to at most one campaign' }),
    url: printable.max(2000).nullish(),
  })
  .meta({ id: 'ReportedAttempt' })
export type ReportedAttempt = z.infer<typeof reportedAttempt>

export const recordAttemptsBody = z
  .object({ attempts: z.array(reportedAttempt).min(1).max(500) })
  .meta({ id: 'RecordAttempts' })

export const recordedAnswer = z.object({
  message,
  accepted: z.int().meta({ description: 'Stored by this call' }),
  duplicates: z.int().meta({ description: 'Stored before with the same content' }),
  errors: z.array(itemError).optional(),
})
