import { z } from 'zod'
import { pageLimit } from './attempt.ts'
import { isoTime, message, queryTime } from './common.ts'

const count = z.int()
const id = z.string().max(128)

const figures = {
  createdAt: isoTime.meta({ description: 'When it was heard of first' }),
  sent: count.meta({ description: 'Attempts that were counted, redeliveries too' }),
  errors: count.meta({ description: 'Of them, those that failed' }),
  share: z.number().nullable().meta({ description: 'errors / sent; null where nothing was sent' }),
  firstAt: isoTime.nullable(),
  lastAt: isoTime.nullable(),
}

export const send = z
  .object({
    sendId: z.string().nullable().meta({ description: 'null: what the campaign sent without a send of its own' }),
    campaignId: z.string().nullable(),
    ...figures,
  })
  .meta({ id: 'Send' })
export type SendAnswer = z.infer<typeof send>

export const campaign = z
  .object({ campaignId: z.string(), sends: count.meta({ description: 'Its sends with an id' }), ...figures })
  .meta({ id: 'Campaign' })
export type CampaignAnswer = z.infer<typeof campaign>

const page = { cursor: z.string().max(512).optional(), limit: pageLimit.optional() }
export const sendsQuery = z.strictObject({ campaignId: id.optional(), ...page })
export const campaignsQuery = z.strictObject(page)
export const sendsAnswer = z.object({ message, sends: z.array(send), nextCursor: z.string().nullable() })
export const campaignsAnswer = z.object({ message, campaigns: z.array(campaign), nextCursor: z.string().nullable() })

const LENGTH = 'must be a whole number from 1 to 100'
const series = {
  length: z.coerce
    .number(LENGTH)
    .int(LENGTH)
    .min(1, LENGTH)
    .max(100, LENGTH)
    .meta({ example: 14, description: 'Days, the last of which has ending_at in it' }),
  ending_at: queryTime.optional().meta({ description: 'Default: now' }),
  channel_id: z.string().max(64).optional().meta({ description: 'Where several channels know the same id' }),
}

/** As Braze's, whose `campaign_id` is required. */
export const sendSeriesQuery = z.strictObject({ send_id: id, campaign_id: id.optional(), ...series })
export const campaignSeriesQuery = z.strictObject({ campaign_id: id, ...series })

export const dataSeriesAnswer = z
  .object({
    message,
    data: z.array(
      z.object({
        time: z.iso.date().meta({ description: 'A day of the channel’s zone', example: '2026-11-21' }),
        messages: z.object({ webhook: z.array(z.object({ sent: count, errors: count })).length(1) }),
      }),
    ),
  })
  .meta({ id: 'DataSeries' })
export type DataSeriesAnswer = z.infer<typeof dataSeriesAnswer>
