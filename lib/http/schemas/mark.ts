import { z } from 'zod'
import { MARK_KINDS, MOST_MARK_TEXT } from '@/lib/domain/mark.ts'
import { epochMs, message, oneLine, queryTime } from './common.ts'

/** What a Date can hold. */
const LATEST = 8_640_000_000_000_000
const at = z
  .union([z.int().min(0).max(LATEST), z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))], {
    error: 'must be ISO 8601 with an offset, or epoch milliseconds',
  })
  .meta({ description: 'Default: now. At most 5 minutes ahead' })

export const addMarkBody = z
  .strictObject({
    text: oneLine(MOST_MARK_TEXT).trim().min(1).meta({ description: 'What was deployed', example: 'v2.14.0' }),
    at: at.optional(),
    kind: z.literal('deploy').optional(),
    idempotencyKey: z
      .string()
      .min(1)
      .max(255)
      .regex(/^[\x20-\x7e]+$/, 'must be printable ASCII')
      .optional()
      .meta({ description: 'The same key sets one mark, once' }),
  })
  .meta({ id: 'AddMark' })

export const marksQuery = z.strictObject({ from: queryTime.optional(), to: queryTime.optional() })

export const mark = z
  .object({
    at: epochMs,
    kind: z.enum(MARK_KINDS),
    label: z.string().meta({ description: 'The new URL, the id of a redelivery run, what was deployed, else empty' }),
    id: z.string().optional().meta({ description: 'Of a deploy, to take it away by' }),
  })
  .meta({ id: 'Mark' })
export type MarkAnswer = z.infer<typeof mark>

export const markAnswer = z.object({ message, mark })
export const marksAnswer = z.object({
  message,
  marks: z.array(mark).meta({ description: 'Oldest first; of more than 1,000 the newest' }),
})
