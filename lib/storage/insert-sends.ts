import type { RawQueries } from './batch-connection.ts'
import type { SendName } from './send-no.ts'
import type { Query } from './writer.ts'

/** `atMs`: when it was heard of. */
export type NamedSend = SendName & { atMs: number }

/**
 * Makes the sends and campaigns that are named and not there yet; none in a channel that is gone. A send that had no
 * campaign gets the one it is named with, and keeps it.
 */
export function insertSends(db: RawQueries, named: readonly NamedSend[]): Query[] {
  const names = new Map<string, NamedSend>()
  for (const name of named) {
    const key = JSON.stringify([name.channelNo, name.sendId, name.campaignId])
    if ((name.sendId !== null || name.campaignId !== null) && !names.has(key)) names.set(key, name)
  }
  const all = [...names.values()]
  const insert = (make: (db: RawQueries, rows: string) => Query, of: readonly NamedSend[]) => {
    const rows = of.map(({ channelNo, sendId, campaignId, atMs }) => [channelNo, sendId, campaignId, atMs])
    return rows.length === 0 ? [] : [make(db, JSON.stringify(rows))]
  }
  return [
    ...insert(
      insertCampaigns,
      all.filter(({ campaignId }) => campaignId !== null),
    ),
    ...insert(
      insertWithId,
      all.filter(({ sendId }) => sendId !== null),
    ),
    ...insert(
      insertWithoutId,
      all.filter(({ sendId }) => sendId === null),
    ),
  ]
}

function insertCampaigns(db: RawQueries, rows: string): Query {
  return db.$executeRaw`INSERT INTO campaigns ("channelNo", "campaignId", "createdAtMs")
    SELECT channels.no, named.value ->> 2, named.value ->> 3 FROM jsonb_each(${rows}) AS named
    CROSS JOIN channels ON channels.no = named.value ->> 0 AND channels."deletedAtMs" IS NULL WHERE true
    ON CONFLICT ("channelNo", "campaignId") DO NOTHING`
}

function insertWithId(db: RawQueries, rows: string): Query {
  return db.$executeRaw`INSERT INTO sends ("channelNo", "sendId", "campaignNo", "createdAtMs")
    SELECT channels.no, named.value ->> 1,
      (SELECT no FROM campaigns WHERE "channelNo" = channels.no AND "campaignId" = named.value ->> 2), named.value ->> 3
    FROM jsonb_each(${rows}) AS named
    CROSS JOIN channels ON channels.no = named.value ->> 0 AND channels."deletedAtMs" IS NULL WHERE true
    ON CONFLICT ("channelNo", "sendId") DO UPDATE SET "campaignNo" = excluded."campaignNo"
      WHERE sends."campaignNo" IS NULL AND excluded."campaignNo" IS NOT NULL`
}

function insertWithoutId(db: RawQueries, rows: string): Query {
  return db.$executeRaw`INSERT INTO sends ("channelNo", "campaignNo", "createdAtMs")
    SELECT campaigns."channelNo", campaigns.no, named.value ->> 3
    FROM jsonb_each(${rows}) AS named
    CROSS JOIN campaigns ON campaigns."channelNo" = named.value ->> 0 AND campaigns."campaignId" = named.value ->> 2
    WHERE true ON CONFLICT ("campaignNo") WHERE "sendId" IS NULL DO NOTHING`
}
