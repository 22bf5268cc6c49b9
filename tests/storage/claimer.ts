// A process that claims whatever is due, as a worker does, and ends most of it: two of them are set on one database.
import { recordAttempts } from '@/lib/commands/record-attempts.ts'
import { claimDeliveries, findWaitingChannels } from '@/lib/storage/claim-deliveries.ts'
import { openStorage } from '@/lib/storage/open-storage.ts'
import { attempt, SYSTEM } from './world.ts'

/** One claim, as the process that made it saw it. */
export type Claim = { no: number; fence: number; atMs: number; leaseUntilMs: number }

const LEASE_MS = 400
const BATCH = 40
/** Of so many one is left to itself, as by a process that dies. */
const LEFT_ALONE = 10

const [databaseFile = '', name = ''] = process.argv.slice(2)
// Whoever started it is gone: nobody waits for what it did.
process.once('disconnect', () => process.exit(1))
const storage = await openStorage({ databaseFile, now: Date.now, secretKey: null })
const claims: Claim[] = []
let recorded = 0
let turn = 0

for (;;) {
  const waiting = await findWaitingChannels(storage.read)
  if (waiting.length === 0) break
  const atMs = Date.now()
  const quotas = waiting.map(({ channelNo }) => ({ channelNo, most: BATCH, leaseUntilMs: atMs + LEASE_MS }))
  const claimed = await claimDeliveries(storage, quotas, atMs)
  for (const { no, fence, leaseUntilMs } of claimed) claims.push({ no, fence, atMs, leaseUntilMs })
  if (claimed.length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
  for (const channelNo of new Set(claimed.map((each) => each.channelNo))) {
    const ended = claimed.filter((each) => each.channelNo === channelNo && ++turn % LEFT_ALONE !== 0)
    const attempts = ended.map(({ no, fence }) =>
      attempt(Date.now(), null, {
        id: `${name}-${no}-${fence}`,
        deliveryNo: no,
        delivery: { state: 'delivered', reason: null, fence },
      }),
    )
    await recordAttempts({ storage, now: Date.now }, SYSTEM, { no: channelNo }, attempts)
    recorded += attempts.length
  }
}
await storage.close()
process.send?.({ claims, recorded })
