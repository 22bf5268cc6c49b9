import type { Batches } from './batch-connection.ts'
import { DELIVERY_COUNT_WIDTHS } from './recount-deliveries.ts'

type Counted = { state: string; redelivered: boolean }
/** A delivery that is counted elsewhere from now on. */
export type Move = { channelNo: number; createdAtMs: number; from: Counted; to: Counted }

/**
 * Counts changed deliveries where they belong now: a few rows for all of them. For single changes a trigger does it; one
 * that changes `countedBy` too is left to this.
 */
export async function addDeliveryCounts(db: Batches, moves: readonly Move[]): Promise<void> {
  const changes = new Map<string, { key: unknown[]; deliveries: number }>()
  const add = (key: unknown[], deliveries: number) => {
    const name = key.join()
    const change = changes.get(name)
    if (change === undefined) changes.set(name, { key, deliveries })
    else change.deliveries += deliveries
  }
  for (const { moved, times } of alike(moves)) {
    const { channelNo, createdAtMs, from, to } = moved
    for (const [width, ms] of DELIVERY_COUNT_WIDTHS) {
      const startMs = createdAtMs - (createdAtMs % ms)
      add([channelNo, width, startMs, from.state, Number(from.redelivered)], -times)
      add([channelNo, width, startMs, to.state, Number(to.redelivered)], times)
    }
  }
  const changed = [...changes.values()].filter(({ deliveries }) => deliveries !== 0)
  const rows = changed.map(({ key, deliveries }) => [...key, deliveries])
  await db.runRows(
    'INSERT INTO delivery_counts',
    rows,
    'ON CONFLICT DO UPDATE SET deliveries = deliveries + excluded.deliveries',
  )
  const fewer = changed.flatMap(({ key, deliveries }) => (deliveries < 0 ? [key] : []))
  await db.runRows(
    'DELETE FROM delivery_counts WHERE ("channelNo", width, "startMs", state, redelivered) IN (',
    fewer,
    ') AND deliveries = 0',
  )
}

/** Most of a batch move alike, and of the same minute. */
function alike(moves: readonly Move[]): Iterable<{ moved: Move; times: number }> {
  const found = new Map<string, { moved: Move; times: number }>()
  for (const moved of moves) {
    const { channelNo, createdAtMs, from, to } = moved
    if (from.state === to.state && from.redelivered === to.redelivered) continue
    const minute = Math.floor(createdAtMs / 60_000)
    const name = `${channelNo} ${minute} ${from.state} ${from.redelivered} ${to.state} ${to.redelivered}`
    const known = found.get(name)
    if (known === undefined) found.set(name, { moved, times: 1 })
    else known.times += 1
  }
  return found.values()
}
