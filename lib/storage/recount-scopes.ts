import type { ChannelKind } from '@/lib/domain/channel.ts'
import { DAY_MS, wallClockBounds } from '@/lib/domain/statistics/zone-days.ts'
import type { PrismaClient } from './generated/client.ts'
import type { RecountScope } from './recount.ts'

export type RecountedChannel = { no: number; timezone: string; attemptsFromMs: number | null }

/** All that are not deleted: rows of the others are on their way out and need not add up. */
export async function findRecountedChannels(
  db: PrismaClient,
): Promise<(RecountedChannel & { id: string; name: string; kind: ChannelKind })[]> {
  const rows = await db.channel.findMany({
    where: { deletedAtMs: null },
    select: { no: true, id: true, name: true, kind: true, timezone: true, attemptsFromMs: true },
    orderBy: { no: 'asc' },
  })
  return rows.map((row) => ({
    ...row,
    kind: row.kind as ChannelKind,
    attemptsFromMs: row.attemptsFromMs === null ? null : Number(row.attemptsFromMs),
  }))
}

/**
 * All that can be recounted of a channel: day by day, for the whole channel and each send, where the attempts of the day
 * are all still kept.
 */
export async function findRecountScopes(db: PrismaClient, channel: RecountedChannel): Promise<RecountScope[]> {
  const scopes: RecountScope[] = []
  for (const sendNo of [0, ...(await findSends(db, channel.no))]) {
    const extent = await findExtent(db, channel.no, sendNo)
    if (extent === null) continue
    for (const [days, zone] of [['utc', 'UTC'] as const, ['zone', channel.timezone] as const]) {
      const bounds = wallClockBounds(zone, DAY_MS, extent.fromMs, extent.toMs + 1)
      bounds.slice(0, -1).forEach((startMs, index) => {
        if (channel.attemptsFromMs !== null && startMs < channel.attemptsFromMs) return
        const endMs = bounds[index + 1] ?? startMs
        scopes.push({ channelNo: channel.no, sendNo, days, zone: channel.timezone, startMs, endMs })
      })
    }
  }
  return scopes
}

/** Sends that were tracked, and any that only buckets know. */
async function findSends(db: PrismaClient, channelNo: number): Promise<number[]> {
  const rows = await db.$queryRaw<{ no: bigint }[]>`
    WITH RECURSIVE counted(no) AS (
      SELECT min("sendNo") FROM buckets WHERE "channelNo" = ${channelNo} AND "sendNo" > 0
      UNION ALL
      SELECT (SELECT min("sendNo") FROM buckets WHERE "channelNo" = ${channelNo} AND "sendNo" > counted.no)
      FROM counted WHERE counted.no IS NOT NULL)
    SELECT no FROM sends WHERE "channelNo" = ${channelNo} UNION SELECT no FROM counted WHERE no IS NOT NULL`
  return rows.map(({ no }) => Number(no))
}

async function findExtent(
  db: PrismaClient,
  channelNo: number,
  sendNo: number,
): Promise<{ fromMs: number; toMs: number } | null> {
  const ofAttempts =
    sendNo === 0
      ? db.$queryRaw<Extent[]>`SELECT
          (SELECT min("startedAtMs") FROM attempts WHERE "channelNo" = ${channelNo}) AS "fromMs",
          (SELECT max("startedAtMs") FROM attempts WHERE "channelNo" = ${channelNo}) AS "toMs"`
      : db.$queryRaw<Extent[]>`SELECT min("startedAtMs") AS "fromMs", max("startedAtMs") AS "toMs"
          FROM attempts WHERE "sendNo" = ${sendNo} AND "sendNo" IS NOT NULL`
  const ofBuckets = db.$queryRaw<Extent[]>`SELECT min("startMs") AS "fromMs", max("startMs") AS "toMs"
    FROM buckets WHERE "channelNo" = ${channelNo} AND "sendNo" = ${sendNo} AND width IN (1, 2, 3)`
  const ofImports = db.$queryRaw<Extent[]>`SELECT min("minuteMs") AS "fromMs", max("minuteMs") AS "toMs"
    FROM imported_errors WHERE "channelNo" = ${channelNo} AND ${sendNo} = 0`
  const extents = [...(await ofAttempts), ...(await ofBuckets), ...(await ofImports)]
  const from = extents.flatMap(({ fromMs }) => (fromMs === null ? [] : [Number(fromMs)]))
  const to = extents.flatMap(({ toMs }) => (toMs === null ? [] : [Number(toMs)]))
  return from.length === 0 ? null : { fromMs: Math.min(...from), toMs: Math.max(...to) }
}

type Extent = { fromMs: bigint | null; toMs: bigint | null }
