import { z } from 'zod'
import { cause, isoTime, message } from './common.ts'

const count = z.int()
const counts = z.object({ attempts: count, errors: count })

export const overviewAnswer = z
  .object({
    message,
    channels: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        kind: z.enum(['line', 'braze']),
        useWebhook: z.boolean(),
        errorStatistics: z.boolean(),
        redelivery: z.boolean(),
        last24h: counts.meta({
          description: 'From 24 hours ago, floored to a quarter of an hour: what a chart of 24 hours counts',
        }),
        before24h: counts.meta({ description: 'The same, 24 hours earlier' }),
        lastHour: counts.meta({ description: 'The 60 minutes that end with the current one' }),
        topReason: z
          .object({ cause, detail: z.string(), errors: count })
          .nullable()
          .meta({ description: 'Of the last 24 hours' }),
        lastErrorAt: isoTime.nullable(),
        lastAttemptAt: isoTime.nullable(),
        pending: count.meta({ description: 'Deliveries that wait' }),
        oldestAt: isoTime.nullable().meta({ description: 'When the oldest of them was accepted' }),
        suspendedAt: isoTime.nullable(),
      }),
    ),
  })
  .meta({ id: 'Overview' })
export type OverviewAnswer = z.infer<typeof overviewAnswer>
