import { z } from 'zod'
import { bucketWidth } from './attempt.ts'
import { cause, causes, details, epochMs, message, queryTime, timezone } from './common.ts'

export const errorStatisticsQuery = z.strictObject({
  from: queryTime.optional(),
  to: queryTime.optional(),
  bucket: bucketWidth.optional(),
  timezone: timezone.optional(),
  cause: causes.optional(),
  detail: details.optional(),
  sendId: z.string().max(128).optional(),
  campaignId: z.string().max(128).optional(),
})

const count = z.int()

export const errorStatisticsAnswer = z
  .object({
    message,
    data: z.object({
      from: epochMs,
      to: epochMs,
      bucket: bucketWidth,
      timezone: z.string(),
      attempts: count.meta({ description: 'Counted attempts, whatever the filters' }),
      errors: count.meta({ description: 'As filtered' }),
      causes: z.array(
        z.object({
          cause,
          errors: count,
          details: z.array(z.object({ detail: z.string(), errors: count, firstAt: epochMs, lastAt: epochMs })),
        }),
      ),
      off: z.array(z.tuple([epochMs, epochMs])).meta({
        description: 'The exact stretches in which nothing was aggregated: unknown, not zero',
      }),
      minorErrors: z.array(z.object({ message: z.string(), count })),
      series: z.array(
        z.object({
          start: epochMs,
          aggregation: z.enum(['on', 'off', 'partial']),
          attempts: count.nullable(),
          errors: count.nullable(),
          byCause: z.partialRecord(cause, count),
          byDetail: z.record(z.string(), count).optional().meta({ description: 'Only when one cause is chosen' }),
        }),
      ),
    }),
  })
  .meta({ id: 'ErrorStatistics' })
export type ErrorStatisticsAnswer = z.infer<typeof errorStatisticsAnswer>
