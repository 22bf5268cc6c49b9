import type { ChosenDeliveries } from '@/lib/domain/redelivery-run.ts'
import { broughtIt } from './find-deliveries.ts'
import { Prisma } from './generated/client.ts'

/** How a choice is read: the way to its deliveries, and their conditions. */
export type Chosen = {
  from: Prisma.Sql
  where: Prisma.Sql
  /** The part of `where` that the named index needs. */
  spelled: Prisma.Sql
  fromMs: number
  toMs: number
}

/** A delivery without its body cannot be sent, and a practice run sends its own. */
export const IS_SENDABLE = Prisma.sql`deliveries.source <> 'practice'
  AND EXISTS (SELECT 1 FROM delivery_bodies WHERE delivery_bodies."deliveryNo" = deliveries.no)`

/**
 * The deliveries of a channel that a choice names and that may be redelivered: never pending ones, practice ones, or
 * those whose body is gone.
 */
export function chosenOf(channelNo: number, chosen: ChosenDeliveries): Chosen {
  const ofChannel = Prisma.sql`deliveries."channelNo" = ${channelNo}`
  if ('deliveryIds' in chosen) {
    const spelled = Prisma.sql`deliveries.state <> 'pending'`
    const named = Prisma.sql`deliveries.id IN (SELECT value FROM jsonb_each(${JSON.stringify(chosen.deliveryIds)}))`
    const where = Prisma.join([named, ofChannel, spelled, IS_SENDABLE], ' AND ')
    return { from: Prisma.sql`deliveries`, where, spelled, fromMs: 0, toMs: 0 }
  }
  const { fromMs, toMs, causes = [], details = [], states = [], source, webhookEventId } = chosen
  const way = states.includes('delivered') ? ANY : NOT_ARRIVED
  const conditions = [
    ofChannel,
    way.spelled,
    Prisma.sql`deliveries."createdAtMs" >= ${BigInt(fromMs)} AND deliveries."createdAtMs" < ${BigInt(toMs)}`,
  ]
  if (states.length > 0) conditions.push(Prisma.sql`deliveries.state IN (${Prisma.join([...states])})`)
  if (causes.length > 0) {
    conditions.push(Prisma.sql`deliveries.state = 'failed' AND deliveries.reason IN
      (SELECT detail FROM reasons WHERE cause IN (${Prisma.join([...causes])}))`)
  }
  if (details.length > 0) conditions.push(Prisma.sql`deliveries.reason IN (${Prisma.join([...details])})`)
  if (source !== undefined) conditions.push(Prisma.sql`deliveries.source = ${source}`)
  if (webhookEventId !== undefined) conditions.push(broughtIt(channelNo, webhookEventId))
  conditions.push(...ofSends(channelNo, chosen))
  return { ...way, where: Prisma.join([...conditions, IS_SENDABLE], ' AND '), fromMs, toMs }
}

function ofSends(channelNo: number, { sendId, campaignId }: { sendId?: string; campaignId?: string }): Prisma.Sql[] {
  if (sendId === undefined && campaignId === undefined) return []
  const conditions = [Prisma.sql`"channelNo" = ${channelNo}`]
  if (sendId !== undefined) conditions.push(Prisma.sql`"sendId" = ${sendId}`)
  if (campaignId !== undefined) {
    conditions.push(Prisma.sql`"campaignNo" IN
      (SELECT no FROM campaigns WHERE "channelNo" = ${channelNo} AND "campaignId" = ${campaignId})`)
  }
  return [Prisma.sql`deliveries."sendNo" IN (SELECT no FROM sends WHERE ${Prisma.join(conditions, ' AND ')})`]
}

// The index is named, not left to the planner, which has no statistics: most deliveries arrive. The condition is
// spelled as the partial index spells it, or SQLite does not see that it applies.
const NOT_ARRIVED = {
  from: Prisma.sql`deliveries INDEXED BY "deliveries_not_arrived"`,
  spelled: Prisma.sql`deliveries.state IN ('failed', 'skipped')`,
}
const ANY = {
  from: Prisma.sql`deliveries INDEXED BY "deliveries_channelNo_createdAtMs_idx"`,
  spelled: Prisma.sql`deliveries.state <> 'pending'`,
}
