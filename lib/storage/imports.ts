import type { ImportedMinute } from '@/lib/domain/plan-import.ts'
import { STORED_WIDTHS } from '@/lib/domain/statistics/bars.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'
import { DAY_MS, HOUR_MS, wallClockBounds } from '@/lib/domain/statistics/zone-days.ts'
import { IMPORTED } from './codes.ts'
import { Prisma, type PrismaClient } from './generated/client.ts'
import type { Query } from './writer.ts'

export type NewImport = {
  id: string
  /** What the file is said to cover, and what of it nothing covered before. */
  range: TimeRange
  periods: readonly TimeRange[]
  minutes: readonly ImportedMinute[]
  /** Of the file, and what they add up to. */
  rows: number
  errors: number
  fileName: string | null
  importedAtMs: number
  importedBy: string
}

/** Whose import; `zone` is that of the channel's days. */
export type ImportOf = { channelNo: number; zone: string }

/** All of an import: its rows, its periods and what the buckets count of it. One transaction, or nothing. */
export function insertImport(db: PrismaClient, of: ImportOf, added: NewImport): Query[] {
  const { channelNo } = of
  const { id, range, importedAtMs, importedBy, fileName, rows, errors } = added
  const no = Prisma.sql`(SELECT no FROM imports WHERE id = ${id})`
  const periods = JSON.stringify(added.periods.map(({ fromMs, toMs }) => [fromMs, toMs]))
  const minutes = JSON.stringify(
    added.minutes.map((minute) => [minute.minuteMs, minute.reason, minute.errors, minute.firstAtMs, minute.lastAtMs]),
  )
  return [
    db.$executeRaw`INSERT INTO imports
        (id, "channelNo", "fromMs", "toMs", "importedAtMs", "importedBy", "fileName", rows, errors)
      VALUES (${id}, ${channelNo}, ${BigInt(range.fromMs)}, ${BigInt(range.toMs)}, ${BigInt(importedAtMs)},
        ${importedBy}, ${fileName}, ${rows}, ${errors})`,
    db.$executeRaw`INSERT INTO import_periods ("channelNo", "fromMs", "toMs", "importNo")
      SELECT ${channelNo}, value ->> 0, value ->> 1, ${no} FROM jsonb_each(${periods})`,
    db.$executeRaw`INSERT INTO imported_errors
        ("channelNo", "minuteMs", reason, "importNo", errors, "firstAtMs", "lastAtMs")
      SELECT ${channelNo}, value ->> 0, value ->> 1, ${no}, value ->> 2, value ->> 3, value ->> 4
      FROM jsonb_each(${minutes})`,
    db.$executeRaw`INSERT INTO buckets
        ("channelNo", "sendNo", width, "startMs", purpose, reason, attempts, "firstAtMs", "lastAtMs")
      SELECT ${channelNo}, 0, ${STORED_WIDTHS.minute}, value ->> 0, ${IMPORTED}, value ->> 1, value ->> 2,
        value ->> 3, value ->> 4
      FROM jsonb_each(${minutes})`,
    ...countWider(db, of, range),
  ]
}

/** Takes an import back: its rows, its periods, what the buckets count of it, and itself. */
export function deleteImport(db: PrismaClient, of: ImportOf, { no, range }: { no: number; range: TimeRange }): Query[] {
  const { channelNo } = of
  // By the key of either table; along the whole range, because an import has no index of its rows.
  const itsRows = Prisma.sql`"channelNo" = ${channelNo} AND "minuteMs" >= ${BigInt(range.fromMs)}
    AND "minuteMs" < ${BigInt(range.toMs)} AND "importNo" = ${no}`
  return [
    db.$executeRaw`DELETE FROM buckets WHERE ("channelNo", "sendNo", width, "startMs", purpose, reason) IN (
      SELECT "channelNo", 0, ${STORED_WIDTHS.minute}, "minuteMs", ${IMPORTED}, reason FROM imported_errors WHERE ${itsRows})`,
    db.$executeRaw`DELETE FROM imported_errors WHERE ${itsRows}`,
    db.$executeRaw`DELETE FROM import_periods WHERE "channelNo" = ${channelNo} AND "importNo" = ${no}`,
    ...countWider(db, of, range),
    db.$executeRaw`DELETE FROM imports WHERE no = ${no}`,
  ]
}

/** Counts the imported rows of a range again by hour and by day of the channel's zone. */
function countWider(db: PrismaClient, { channelNo, zone }: ImportOf, { fromMs, toMs }: TimeRange): Query[] {
  const hours = { fromMs: Math.floor(fromMs / HOUR_MS) * HOUR_MS, toMs: Math.ceil(toMs / HOUR_MS) * HOUR_MS }
  const bounds = wallClockBounds(zone, DAY_MS, fromMs, toMs)
  const days = JSON.stringify(bounds.slice(0, -1).map((startMs, day) => [startMs, bounds[day + 1]]))
  const emptied = (width: number, range: TimeRange) =>
    db.$executeRaw`DELETE FROM buckets WHERE "channelNo" = ${channelNo} AND "sendNo" = 0 AND width = ${width}
      AND "startMs" >= ${BigInt(range.fromMs)} AND "startMs" < ${BigInt(range.toMs)} AND purpose = ${IMPORTED}`
  const columns = Prisma.sql`("channelNo", "sendNo", width, "startMs", purpose, reason, attempts, "firstAtMs", "lastAtMs")`
  const sums = Prisma.sql`${IMPORTED}, reason, sum(errors), min("firstAtMs"), max("lastAtMs")`
  return [
    emptied(STORED_WIDTHS.hour, hours),
    db.$executeRaw`INSERT INTO buckets ${columns}
      SELECT ${channelNo}, 0, ${STORED_WIDTHS.hour}, "minuteMs" - "minuteMs" % ${HOUR_MS} AS hour, ${sums}
      FROM imported_errors WHERE "channelNo" = ${channelNo}
        AND "minuteMs" >= ${BigInt(hours.fromMs)} AND "minuteMs" < ${BigInt(hours.toMs)}
      GROUP BY hour, reason`,
    emptied(STORED_WIDTHS.day, { fromMs: bounds[0] ?? fromMs, toMs: bounds.at(-1) ?? toMs }),
    db.$executeRaw`INSERT INTO buckets ${columns}
      SELECT ${channelNo}, 0, ${STORED_WIDTHS.day}, days.value ->> 0, ${sums}
      FROM jsonb_each(${days}) AS days
      CROSS JOIN imported_errors ON "channelNo" = ${channelNo}
        AND "minuteMs" >= days.value ->> 0 AND "minuteMs" < days.value ->> 1
      GROUP BY days.key, reason`,
  ]
}
