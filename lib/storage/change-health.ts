import { HEALTHY, type Health, healthAfter } from '@/lib/domain/suspension.ts'
import type { RawQueries } from './batch-connection.ts'
import { insertMark } from './insert-mark.ts'
import type { NewAttempt } from './new-attempt.ts'
import type { PriorChannel } from './read-prior.ts'
import type { Query } from './writer.ts'

/**
 * What attempts of the queue make of their channels' health, with marks where a channel is suspended or resumes. Nothing
 * where nothing changes, so that a channel whose deliveries arrive costs nothing.
 */
export function changeHealth(
  db: RawQueries,
  attempts: readonly NewAttempt[],
  channels: ReadonlyMap<number, PriorChannel>,
): Query[] {
  const changed: [number, Health][] = []
  const marks: Query[] = []
  for (const [channelNo, { id, health }] of channels) {
    const signs = attempts.flatMap(({ channelNo: of, delivery, judged, startedAtMs, durationMs }) =>
      of === channelNo && delivery?.fence !== undefined
        ? [{ arrived: judged.state === 'delivered', startedAtMs, endedAtMs: startedAtMs + durationMs }]
        : [],
    )
    const after = signs.length === 0 ? health : healthAfter(health, signs)
    if (isSame(health, after)) continue
    changed.push([channelNo, after])
    if (health.suspendedAtMs === null && after.suspendedAtMs !== null) {
      marks.push(insertMark(db, id, after.suspendedAtMs, 'suspended'))
    }
    if (health.suspendedAtMs !== null && after.suspendedAtMs === null) {
      const lastMs = signs.reduce((latest, { endedAtMs }) => Math.max(latest, endedAtMs), 0)
      marks.push(insertMark(db, id, lastMs, 'resumed'))
    }
  }
  return changed.length === 0 ? [] : [writeHealth(db, changed), ...marks]
}

/** Stores the health of channels by number. */
export function writeHealth(db: RawQueries, healths: readonly [number, Health][]): Query {
  const rows = healths.map(([channelNo, { failingSinceMs, failuresInARow, suspendedAtMs, nextProbeAtMs, probes }]) => [
    channelNo,
    failingSinceMs,
    failuresInARow,
    suspendedAtMs,
    nextProbeAtMs,
    probes,
  ])
  return db.$executeRaw`INSERT INTO channel_deliveries
      ("channelNo", "failingSinceMs", "failuresInARow", "suspendedAtMs", "nextProbeAtMs", probes)
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
    FROM jsonb_each(${JSON.stringify(rows)}) WHERE true
    ON CONFLICT ("channelNo") DO UPDATE SET "failingSinceMs" = excluded."failingSinceMs",
      "failuresInARow" = excluded."failuresInARow", "suspendedAtMs" = excluded."suspendedAtMs",
      "nextProbeAtMs" = excluded."nextProbeAtMs", probes = excluded.probes`
}

function isSame(one: Health, other: Health): boolean {
  return (Object.keys(HEALTHY) as (keyof Health)[]).every((key) => one[key] === other[key])
}
