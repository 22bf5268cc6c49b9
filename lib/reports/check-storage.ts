import { type ChannelFacts, readChannelFacts } from '@/lib/storage/check-ledger.ts'
import { type BucketDifference, findDifferences } from '@/lib/storage/recount.ts'
import { countWrongDeliveryCounts } from '@/lib/storage/recount-deliveries.ts'
import { findRecountedChannels, findRecountScopes } from '@/lib/storage/recount-scopes.ts'
import type { ReportContext } from './context.ts'

export type CheckedChannel = ChannelFacts & {
  id: string
  name: string
  /** Days of UTC whose buckets were recounted for the whole channel. */
  days: number
  /** The first hundred. */
  differences: BucketDifference[]
  differenceCount: number
  /** Counts of deliveries that are not what the deliveries come to. */
  wrongDeliveryCounts: number
}

export type StorageCheck = { clean: boolean; channels: CheckedChannel[] }

const SHOWN = 100

/**
 * Proves, channel by channel and day by day, that the buckets equal a recount of the attempts still kept, and the counts
 * of deliveries one of the deliveries.
 */
export async function checkStorage(ctx: ReportContext): Promise<StorageCheck> {
  const db = ctx.storage.read
  const channels: CheckedChannel[] = []
  for (const channel of await findRecountedChannels(db)) {
    const facts = await readChannelFacts(db, channel.no, channel.attemptsFromMs)
    const differences: BucketDifference[] = []
    let differenceCount = 0
    const scopes = await findRecountScopes(db, channel)
    for (const scope of scopes) {
      const found = await findDifferences(db, scope)
      differenceCount += found.length
      differences.push(...found.slice(0, SHOWN - differences.length))
    }
    const days = scopes.filter((scope) => scope.days === 'utc' && scope.sendNo === 0).length
    const wrongDeliveryCounts = await countWrongDeliveryCounts(db, channel.no)
    const { id, name } = channel
    channels.push({ ...facts, id, name, days, differences, differenceCount, wrongDeliveryCounts })
  }
  return { clean: channels.every(isClean), channels }
}

function isClean(channel: CheckedChannel): boolean {
  const { accepted, delivered, pending, failed, skipped } = channel.ledger
  return (
    channel.differenceCount === 0 &&
    channel.wrongDeliveryCounts === 0 &&
    channel.countedVerifications === 0 &&
    channel.miscountedDeliveries === 0 &&
    channel.deliveriesWithoutBody === 0 &&
    accepted === delivered + pending + failed + skipped
  )
}
