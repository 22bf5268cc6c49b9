import { z } from 'zod'
import { DELIVERY_SOURCES, DELIVERY_STATES, SKIP_REASONS } from '@/lib/domain/delivery.ts'
import { reasonOfDetail } from '@/lib/domain/reasons.ts'
import { REDELIVERABLE_STATES, RUN_ITEM_STATES, RUN_STATES } from '@/lib/domain/redelivery-run.ts'
import { pageLimit } from './attempt.ts'
import { cause, causes, isoTime, message, oneOrMore, processed } from './common.ts'
import { delivery } from './delivery.ts'

/** What a Date can hold. */
const LATEST = 8_640_000_000_000_000
const time = z
  .union([z.int().min(0).max(LATEST), z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))], {
    error: 'must be ISO 8601 with an offset, or epoch milliseconds',
  })
  .meta({ description: 'Of the acceptance' })

const A_REASON = 'must be a detail such as Unknown host or 503, or a reason for skipping such as waited_too_long'
const reason = z
  .string()
  .max(200)
  .refine((text) => reasonOfDetail(text) !== null || (SKIP_REASONS as readonly string[]).includes(text), A_REASON)
const state = z.enum(REDELIVERABLE_STATES, { error: `must be one of ${REDELIVERABLE_STATES.join(', ')}` })

const source = z.enum(DELIVERY_SOURCES, { error: `must be one of ${DELIVERY_SOURCES.join(', ')}` })
const id = z.string().min(1).max(128)

const MOST_IDS = 1_000
const ONE_OF_TWO = 'must be given with to, both or deliveryIds alone'

export const redeliverBody = z
  .strictObject({
    from: time.optional(),
    to: time.optional().meta({ description: 'Of the acceptance; not included' }),
    cause: causes.optional(),
    detail: oneOrMore(reason, A_REASON).optional(),
    state: oneOrMore(state, `must be some of ${REDELIVERABLE_STATES.join(', ')}`)
      .optional()
      .meta({ description: 'failed and skipped, unless given' }),
    source: source.optional(),
    webhookEventId: id.optional().meta({ description: 'Of any of its events' }),
    sendId: id.optional(),
    campaignId: id.optional().meta({ description: 'All sends of it' }),
    deliveryIds: z.array(z.string().min(1).max(64)).min(1).max(MOST_IDS).optional(),
    dryRun: z.boolean().optional().meta({ description: 'true: only counts what would be redelivered' }),
  })
  .superRefine(({ deliveryIds, dryRun: _, ...filters }, context) => {
    const { from, to } = filters
    const isFiltered = Object.values(filters).some((given) => given !== undefined)
    const lacking = deliveryIds === undefined && (from === undefined || to === undefined)
    if (lacking || (deliveryIds !== undefined && isFiltered)) {
      context.addIssue({ code: 'custom', path: ['from'], message: ONE_OF_TWO })
    }
  })
  .meta({ id: 'Redeliver', description: 'Either from and to, narrowed by the others, or deliveryIds' })
export type RedeliverBody = z.output<typeof redeliverBody>

const count = z.int()

export const redeliveryPreview = z
  .object({
    total: count,
    oldestAt: isoTime.nullable(),
    newestAt: isoTime.nullable(),
    ages: z
      .object({ underOneMinute: count, underTwentyMinutes: count, older: count })
      .meta({ description: 'A reply token lives 1 minute after receipt, and 20 minutes after its event at most' }),
    processed: z
      .object({ no: count, maybe: count, yes: count })
      .meta({ description: 'May the bot have processed them already, by any attempt until now?' }),
    byReason: z
      .array(z.object({ state, reason: z.string().nullable(), cause: cause.nullable(), deliveries: count }))
      .meta({ description: 'Most first' }),
  })
  .meta({ id: 'RedeliveryPreview' })

export const redeliveryRun = z
  .object({
    id: z.string(),
    channelId: z.string(),
    state: z.enum(RUN_STATES).meta({
      description: 'canary: one is sent to see whether it arrives; halted: it did not; stopped: by hand',
    }),
    startedBy: z.string(),
    startedAt: isoTime,
    endedAt: isoTime.nullable(),
    chosen: z
      .object({
        from: isoTime,
        to: isoTime,
        cause: z.array(cause),
        detail: z.array(z.string()),
        state: z.array(state),
        source: source.nullable(),
        webhookEventId: z.string().nullable(),
        sendId: z.string().nullable(),
        campaignId: z.string().nullable(),
      })
      .nullable()
      .meta({ description: 'null: by their ids' }),
    progress: z
      .object({ total: count, waiting: count, sent: count, delivered: count, failed: count, skipped: count })
      .meta({ description: 'total is the sum of the others; sent: in the queue; skipped: also those left alone' }),
  })
  .meta({ id: 'RedeliveryRun' })

export const redeliveryItem = z
  .object({
    deliveryId: z.string(),
    state: z.enum(RUN_ITEM_STATES).meta({ description: 'What the run did with it; sent: it is in the queue' }),
    deliveryState: z.enum(DELIVERY_STATES).meta({ description: 'How it stands now' }),
    reason: z.string().nullable(),
    attempts: count,
    createdAt: isoTime,
    endedAt: isoTime.nullable(),
  })
  .meta({ id: 'RedeliveryItem' })

export const redeliveryPreviewAnswer = z.object({ message, preview: redeliveryPreview })
export const redeliveryRunAnswer = z.object({ message, run: redeliveryRun })
export const redeliveryItemsQuery = z.strictObject({
  cursor: z.string().max(512).optional(),
  limit: pageLimit.optional(),
})
export const redeliveryItemsAnswer = z.object({
  message,
  items: z.array(redeliveryItem),
  nextCursor: z.string().nullable(),
})
export const redeliveryRunsAnswer = z.object({ message, runs: z.array(redeliveryRun) })

export const redeliverOneBody = z.strictObject({}).meta({ id: 'RedeliverOne' })
export const redeliveredOneAnswer = z.object({
  message,
  delivery,
  processed: processed.meta({
    description: 'May the bot have processed it before? yes: it was delivered, or answered',
  }),
})
