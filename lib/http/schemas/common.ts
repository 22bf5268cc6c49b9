import { z } from 'zod'
import { canonicalZone } from '@/lib/domain/statistics/zone-offset.ts'
import { CAUSES, PROCESSED, PURPOSES } from '@/lib/domain/taxonomy.ts'
import { isPrintable } from '@/lib/domain/visible-text.ts'

export const cause = z.enum(CAUSES, { error: `must be one of ${CAUSES.join(', ')}` })
export const purpose = z.enum(PURPOSES)
export const processed = z.enum(PROCESSED)

/** A time in an answer: ISO 8601, UTC, milliseconds. */
export const isoTime = z.string().meta({ format: 'date-time', example: '2026-11-21T01:00:00.000Z' })

/** Epoch milliseconds in an answer. */
export const epochMs = z.int().meta({ description: 'Epoch milliseconds, UTC', example: 1_795_222_800_000 })

/** In a query a plus sign that was not escaped arrives as a space. */
const UNESCAPED_PLUS = / (?=\d\d:\d\d$)/

/** A time in a query: ISO 8601 with an offset, or epoch milliseconds. Becomes epoch milliseconds. */
export const queryTime = z
  .union(
    [
      z
        .string()
        // No more than a Date can hold.
        .regex(/^\d{1,15}$/)
        .transform(Number),
      z
        .string()
        .transform((text) => text.replace(UNESCAPED_PLUS, '+'))
        .pipe(z.iso.datetime({ offset: true }))
        .transform((text) => Date.parse(text)),
    ],
    { error: 'must be ISO 8601 with an offset, or epoch milliseconds' },
  )
  .meta({ type: 'string', example: '2026-11-21T10:00:00+09:00' })

/** An IANA time zone; offsets such as "+09:00" are none. */
export const timezone = z
  .string()
  .max(64)
  .transform((name, context) => {
    const zone = canonicalZone(name)
    if (zone !== null) return zone
    context.addIssue({ code: 'custom', message: 'must be an IANA time zone, such as Asia/Tokyo' })
    return z.NEVER
  })
  .meta({ example: 'Asia/Tokyo' })

/** One value or several of the same name; always an array afterwards. `error` says what each must be. */
export function oneOrMore<T extends z.ZodType>(item: T, error: string) {
  return z
    .union([item, z.array(item).max(50)], { error })
    .transform((value) => (Array.isArray(value) ? value : [value]) as z.output<T>[])
}

/** Text without characters that cannot be seen, of which SQLite gives back what it was given. */
export function oneLine(most: number) {
  return z
    .string()
    .max(most)
    .refine(isPrintable, 'must be one line of text, without characters that cannot be seen')
    .refine((text) => !/\p{Surrogate}/u.test(text), 'must be text')
}

export const itemError = z
  .object({
    index: z.int().optional().meta({ description: 'Which item of the request, from 0' }),
    code: z.string(),
    message: z.string(),
    field: z.string().optional(),
  })
  .meta({ id: 'ItemError' })

export const message = z.literal('success')

/** Every answer that accepted nothing. */
export const failureBody = z
  .object({
    message: z.string().meta({ description: 'What is wrong, fit to show' }),
    code: z.string().meta({ description: 'Stable; see docs/api.md' }),
    errors: z.array(itemError).optional(),
  })
  .meta({ id: 'Failure' })

/** Filters of statistics and lists: each once or several times. */
export const causes = oneOrMore(cause, `must be one of ${CAUSES.join(', ')}, at most 50 times`)
export const details = oneOrMore(
  z.string().max(200),
  'must be at most 50 labels such as Unknown host, or statuses such as 503: docs/classification.md',
)
