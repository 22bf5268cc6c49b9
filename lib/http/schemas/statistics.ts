import { z } from 'zod'
import { bucketWidth, note, statusClass } from './attempt.ts'
import { cause, causes, details, epochMs, message, queryTime, timezone } from './common.ts'
import { mark } from './mark.ts'

export const errorStatisticsQuery = z.strictObject({
  from: queryTime.optional(),
  to: queryTime.optional(),
  bucket: bucketWidth.optional(),
  timezone: timezone.optional(),
  cause: causes.optional(),
  detail: details.optional(),
  statusClass: statusClass.optional(),
  sendId: z.string().max(128).optional(),
  campaignId: z.string().max(128).optional(),
  compare: z
    .literal('previous', { error: 'must be previous' })
    .optional()
    .meta({ description: 'Answers the period before as well, one bucket for each of the range' }),
})

const count = z.int()

const marks = z
  .array(mark)
  .meta({ description: 'What changed in the range, oldest first; of more than 1,000 the newest' })

export const deliveryStatisticsQuery = errorStatisticsQuery.pick({ from: true, to: true, bucket: true, timezone: true })

const sums = <T extends z.ZodType>(number: T) => ({
  accepted: number.meta({ description: 'delivered + failed + pending + skipped, always' }),
  delivered: number,
  redelivered: number.meta({ description: 'Of the delivered: those that took more than one attempt' }),
  failed: number,
  pending: number,
  skipped: number,
})

export const deliveryStatisticsAnswer = z
  .object({
    message,
    data: z.object({
      from: epochMs,
      to: epochMs,
      bucket: bucketWidth,
      timezone: z.string(),
      ...sums(count),
      redeliveryAttempts: count.nullable().meta({
        description: 'Attempts of redelivery that began in the range and were counted; null: nothing was aggregated',
      }),
      marks,
      series: z
        .array(z.object({ start: epochMs, ...sums(count.nullable()) }))
        .meta({ description: 'By when they were accepted; null in a bucket that has not begun' }),
    }),
  })
  .meta({ id: 'DeliveryStatistics' })
export type DeliveryStatisticsAnswer = z.infer<typeof deliveryStatisticsAnswer>

export const responseTimesQuery = errorStatisticsQuery.pick({ from: true, to: true, bucket: true, timezone: true })

const off = z.array(z.tuple([epochMs, epochMs])).meta({
  description: 'The exact stretches in which nothing was aggregated: unknown, not zero',
})
const aggregation = z.enum(['on', 'off', 'partial'])
const ms = z
  .number()
  .nullable()
  .meta({ description: 'Milliseconds, at most 1 % off; null where there were no attempts' })
const percentiles = z.object({ attempts: count, p50: ms, p95: ms, p99: ms })

export const responseTimesAnswer = z
  .object({
    message,
    data: z.object({
      from: epochMs,
      to: epochMs,
      bucket: bucketWidth,
      timezone: z.string(),
      timeLimitMs: count.meta({ description: 'The channel’s, as it is now' }),
      successes: percentiles.meta({
        description: 'Of the whole range, from its durations and not from its buckets’ percentiles',
      }),
      failures: percentiles,
      nearLimit: z
        .object({
          aboveMs: z.number().meta({ description: '70 % of the time limit' }),
          attempts: count.meta({ description: 'Successes that took longer than that' }),
          of: count.meta({ description: 'All successes' }),
          share: z.number().nullable().meta({ description: 'The one by the other; null for 0 of 0' }),
        })
        .meta({ description: 'How many successes come near the time limit' }),
      off,
      marks,
      series: z.array(
        z.object({
          start: epochMs,
          aggregation,
          successes: percentiles.nullable().meta({ description: 'null: nothing was aggregated, or it has not begun' }),
          failures: percentiles.nullable(),
        }),
      ),
    }),
  })
  .meta({ id: 'ResponseTimes' })
export type ResponseTimesAnswer = z.infer<typeof responseTimesAnswer>

const counts = {
  attempts: count.meta({ description: 'Counted attempts, whatever the filters' }),
  errors: count.meta({ description: 'As filtered' }),
  importedErrors: count.meta({
    description:
      'Of the errors, those read from a file of LINE’s console: they belong to no attempt that is counted here',
  }),
  causes: z.array(
    z.object({
      cause,
      errors: count,
      details: z.array(z.object({ detail: z.string(), errors: count, firstAt: epochMs, lastAt: epochMs })),
    }),
  ),
  off,
  imported: z.array(z.tuple([epochMs, epochMs])).meta({
    description: 'The stretches that were imported: errors are known, attempts are not',
  }),
}

const errorSeries = z.array(
  z.object({
    start: epochMs,
    aggregation,
    attempts: count.nullable(),
    errors: count.nullable(),
    imported: z.literal(true).optional().meta({
      description: 'Some of the bucket was imported: attempts is null, errors is not',
    }),
    byCause: z.partialRecord(cause, count),
    byDetail: z.record(z.string(), count).optional().meta({ description: 'Only when one cause is chosen' }),
    byNote: z.partialRecord(note, count).optional().meta({
      description: 'Braze: attempts that were accepted with a remark; they are no errors',
    }),
  }),
)

export const errorStatisticsAnswer = z
  .object({
    message,
    data: z.object({
      from: epochMs,
      to: epochMs,
      bucket: bucketWidth,
      timezone: z.string(),
      ...counts,
      marks,
      minorErrors: z.array(z.object({ message: z.string(), count })).meta({
        description:
          'Braze: what went wrong with parts of accepted calls, most first; "" is the rest of a day with more than 20 texts',
      }),
      series: errorSeries,
      previous: z
        .object({
          from: epochMs,
          to: epochMs,
          ...counts,
          series: errorSeries.meta({ description: 'One bucket for each of the range, at the same place' }),
        })
        .optional()
        .meta({ description: 'The period before, as long as the range; only with compare=previous' }),
    }),
  })
  .meta({ id: 'ErrorStatistics' })
export type ErrorStatisticsAnswer = z.infer<typeof errorStatisticsAnswer>
