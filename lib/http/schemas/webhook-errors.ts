import { z } from 'zod'
import { MOST_ROWS } from '@/lib/domain/statistics/webhook-errors.ts'
import { cause, causes, details, epochMs, isoTime, message, queryTime } from './common.ts'

const LIMIT = `must be a whole number from 1 to ${MOST_ROWS}`

export const webhookErrorsQuery = z.strictObject({
  from: queryTime.optional(),
  to: queryTime.optional(),
  cause: causes.optional(),
  detail: details.optional(),
  cursor: z.string().max(512).optional(),
  limit: z.coerce.number(LIMIT).int(LIMIT).min(1, LIMIT).max(MOST_ROWS, LIMIT).optional(),
})

const webhookError = z
  .object({
    date: z.string().meta({ description: 'UTC+9', example: '2026/11/21' }),
    start: z.string().meta({ description: 'Of the first, UTC+9', example: '03:12:00' }),
    end: z.string().meta({ description: 'Of the last, UTC+9', example: '03:12:39' }),
    cause,
    detail: z.string().meta({ description: 'A label, a status, or a status with a name' }),
    errors: z.int().meta({ description: 'Of that cause and detail in that minute' }),
    firstAt: isoTime,
    lastAt: isoTime,
  })
  .meta({ id: 'WebhookError' })

export const webhookErrorsAnswer = z.object({
  message,
  from: epochMs,
  to: epochMs,
  webhookErrors: z.array(webhookError),
  nextCursor: z.string().nullable(),
})
export type WebhookErrorsAnswer = z.infer<typeof webhookErrorsAnswer>
