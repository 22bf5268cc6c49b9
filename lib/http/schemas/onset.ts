import { z } from 'zod'
import { cause, epochMs, message } from './common.ts'

const count = z.int()
const tally = z.object({ attempts: count, errors: count })

export const onsetAnswer = z
  .object({
    message,
    data: z.object({
      at: epochMs.meta({ description: 'Now: the range of a chart is no matter' }),
      aggregating: z
        .boolean()
        .meta({ description: 'false: error statistics are off, and what happens now is unknown' }),
      onsets: z
        .array(
          z.object({
            cause,
            detail: z.string().nullable().meta({ description: 'null: several details have their part in it' }),
            since: epochMs.meta({
              description:
                'The first error where there were none before, else the beginning of the bucket in which they became more',
            }),
            notBefore: epochMs.meta({
              description:
                'The end of the last bucket before it that says anything; between it and since nothing is known',
            }),
            times: z.number().nullable().meta({
              description: 'The error rate since as a multiple of the usual one; null: fewer than 5 errors were usual',
            }),
            before: tally.meta({ description: 'All that is known of the window before since' }),
            usual: tally.meta({ description: 'The same without earlier troubles' }),
            after: tally.meta({ description: 'From since until now; errors of this cause (and detail) only' }),
            window: z
              .object({ from: epochMs, to: epochMs, bucketMs: count })
              .meta({ description: 'What was looked at' }),
          }),
        )
        .meta({ description: 'The troubles that go on now, at most one of a cause, most errors first' }),
    }),
  })
  .meta({ id: 'ErrorOnset' })
export type OnsetAnswer = z.infer<typeof onsetAnswer>
