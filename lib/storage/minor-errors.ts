import { countedSend } from '@/lib/domain/statistics/bucket-counts.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@/lib/domain/statistics/zone-days.ts'
import type { RawQueries } from './batch-connection.ts'
import { purposeCode } from './codes.ts'
import { Prisma } from './generated/client.ts'
import type { PlannedAttempt } from './insert-attempts.ts'
import { sendNoOrChannel } from './send-no.ts'
import type { Query } from './writer.ts'

/** Texts come from outside: of each channel and day of UTC, so many different ones are kept, the rest counts under ''. */
const MAX_TEXTS_A_DAY = 20
const OTHER = ''

const WIDTHS = [
  [1, MINUTE_MS],
  [2, HOUR_MS],
] as const

export type MinorErrorCount = {
  channelNo: number
  /** Both null: the whole channel. The campaign only without a send id. */
  sendId: string | null
  campaignId: string | null
  width: number
  startMs: number
  purpose: number
  message: string
  errors: number
}

/** What counted attempts add; read while nobody else writes, so that the texts of a day stay bounded. */
export async function planMinorErrors(db: RawQueries, planned: readonly PlannedAttempt[]): Promise<MinorErrorCount[]> {
  const known = new Map<string, Set<string>>()
  const counts = new Map<string, MinorErrorCount>()
  for (const { attempt, counted } of planned) {
    const texts = attempt.judged.state === 'delivered' ? (attempt.judged.minorErrors ?? []) : []
    if (!counted || texts.length === 0) continue
    const { channelNo, startedAtMs } = attempt
    const send = countedSend(attempt)
    const dayMs = startedAtMs - (startedAtMs % DAY_MS)
    const ofDay = known.get(`${channelNo} ${dayMs}`) ?? (await findTexts(db, channelNo, dayMs))
    known.set(`${channelNo} ${dayMs}`, ofDay)
    for (const text of texts) {
      if (ofDay.size < MAX_TEXTS_A_DAY) ofDay.add(text)
      const message = ofDay.has(text) ? text : OTHER
      for (const [width, ms] of WIDTHS) {
        const startMs = startedAtMs - (startedAtMs % ms)
        const one = { channelNo, width, startMs, purpose: purposeCode(attempt.purpose), message }
        add(counts, { ...one, sendId: null, campaignId: null, errors: 1 })
        if (send !== null) add(counts, { ...one, ...send, errors: 1 })
      }
    }
  }
  return [...counts.values()]
}

async function findTexts(db: RawQueries, channelNo: number, dayMs: number): Promise<Set<string>> {
  const rows = await db.$queryRaw<{ message: string }[]>`SELECT DISTINCT message FROM minor_errors
    WHERE "channelNo" = ${channelNo} AND "sendNo" = 0 AND width = 2
      AND "startMs" >= ${BigInt(dayMs)} AND "startMs" < ${BigInt(dayMs + DAY_MS)} AND message <> ${OTHER}`
  return new Set(rows.map(({ message }) => message))
}

function add(counts: Map<string, MinorErrorCount>, count: MinorErrorCount): void {
  const { errors: _, ...key } = count
  const known = counts.get(JSON.stringify(key))
  if (known === undefined) counts.set(JSON.stringify(key), count)
  else known.errors += count.errors
}

/** Goes after the sends that the counts name. */
export function addMinorErrors(db: RawQueries, counts: readonly MinorErrorCount[]): Query[] {
  if (counts.length === 0) return []
  const rows = counts.map((count) => [
    count.channelNo,
    count.sendId,
    count.width,
    count.startMs,
    count.purpose,
    count.message,
    count.errors,
    count.campaignId,
  ])
  const send = sendNoOrChannel(Prisma.sql`value ->> 0`, Prisma.sql`value ->> 1`, Prisma.sql`value ->> 7`)
  return [
    db.$executeRaw`INSERT INTO minor_errors ("channelNo", "sendNo", width, "startMs", purpose, message, errors)
      SELECT value ->> 0, ${send}, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
      FROM jsonb_each(${JSON.stringify(rows)}) WHERE true
      ON CONFLICT ("channelNo", "sendNo", width, "startMs", purpose, message) DO UPDATE SET errors = errors + excluded.errors`,
  ]
}

export type MinorErrorQuestion = {
  channelNo: number
  /** Null: the whole channel. */
  sendNos: readonly number[] | null
  /** Whole minutes of UTC. */
  fromMs: number
  toMs: number
  /** Null: any. */
  purpose: number | null
}

/** The minor errors of a stretch by their text, most first: whole hours from hours, the ends from minutes. */
export async function countMinorErrors(
  db: RawQueries,
  { channelNo, sendNos, fromMs, toMs, purpose }: MinorErrorQuestion,
): Promise<{ message: string; count: number }[]> {
  const firstHourMs = Math.ceil(fromMs / HOUR_MS) * HOUR_MS
  const lastHourMs = Math.max(firstHourMs, Math.floor(toMs / HOUR_MS) * HOUR_MS)
  const parts =
    firstHourMs > toMs
      ? [[1, fromMs, toMs]]
      : [
          [1, fromMs, firstHourMs],
          [2, firstHourMs, lastHourMs],
          [1, lastHourMs, toMs],
        ]
  const ofPurpose = purpose === null ? Prisma.empty : Prisma.sql`AND minor_errors.purpose = ${purpose}`
  const rows = await db.$queryRaw<{ message: string; count: bigint }[]>`
    SELECT minor_errors.message, sum(minor_errors.errors) AS count
    FROM jsonb_each(${JSON.stringify(parts)}) AS parts
    CROSS JOIN jsonb_each(${JSON.stringify(sendNos ?? [0])}) AS sends
    CROSS JOIN minor_errors ON minor_errors."channelNo" = ${channelNo} AND minor_errors."sendNo" = sends.value
      AND minor_errors.width = parts.value ->> 0 AND minor_errors."startMs" >= parts.value ->> 1
      AND minor_errors."startMs" < parts.value ->> 2 ${ofPurpose}
    GROUP BY minor_errors.message ORDER BY count DESC, minor_errors.message`
  return rows.map(({ message, count }) => ({ message, count: Number(count) }))
}
