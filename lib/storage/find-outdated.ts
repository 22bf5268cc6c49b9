import type { FactsError } from '@/lib/domain/facts.ts'
import type { PrismaClient } from './generated/client.ts'
import { unpackFacts, unpackResponse } from './pack-facts.ts'

/** A failure or verification that an older version of the rules judged, with what can be judged again. */
export type OutdatedAttempt = {
  startedAtMs: number
  idHex: string
  durationMs: number
  purpose: number
  reason: number
  processed: number
  counted: boolean
  status: number | null
  sendId: string | null
  campaignId: string | null
  /** Undefined: no facts; another sender told a bare status, or a cause and detail of its own judgement. */
  error: FactsError | null | undefined
  /** What was answered, where `withBodies` asked for it; else null. */
  responseBody: Uint8Array | null
}

type Row = {
  startedAtMs: bigint
  id: Uint8Array
  durationMs: number
  purpose: number
  reason: number
  processed: number
  counted: number
  status: number | null
  sendId: string | null
  campaignId: string | null
  facts: Uint8Array
  responseBody: Uint8Array | null
}

/** Where the last page ended. */
export type AfterAttempt = Pick<OutdatedAttempt, 'startedAtMs' | 'idHex'>

/** Of one channel, oldest first: those that keep facts, or at least a row for them, and are older than `version`. */
export async function findOutdated(
  db: PrismaClient,
  question: { channelNo: number; version: number; after: AfterAttempt | null; limit: number; withBodies: boolean },
): Promise<OutdatedAttempt[]> {
  const { channelNo, version, after, limit, withBodies } = question
  const id = new Uint8Array(Buffer.from(after?.idHex ?? '', 'hex'))
  const rows = await db.$queryRaw<Row[]>`
    SELECT attempts."startedAtMs", attempts.id, attempts."durationMs", attempts.purpose, attempts.reason,
      attempts.processed, attempts.counted, attempts.status, sends."sendId", campaigns."campaignId", kept.facts,
      answered."responseBody"
    FROM attempt_facts AS kept
    CROSS JOIN attempts ON attempts."channelNo" = kept."channelNo" AND attempts."startedAtMs" = kept."startedAtMs"
      AND attempts.id = kept.id
    LEFT JOIN attempt_facts AS answered ON ${withBodies} AND answered."channelNo" = kept."channelNo"
      AND answered."startedAtMs" = kept."startedAtMs" AND answered.id = kept.id
    LEFT JOIN sends ON sends.no = attempts."sendNo"
    LEFT JOIN campaigns ON campaigns.no = sends."campaignNo"
    WHERE kept."channelNo" = ${channelNo} AND (kept."startedAtMs", kept.id) > (${BigInt(after?.startedAtMs ?? 0)}, ${id})
      AND attempts."rulesVersion" < ${version}
    ORDER BY kept."startedAtMs", kept.id LIMIT ${limit}`
  return rows.map(({ facts, ...row }) => ({
    ...row,
    startedAtMs: Number(row.startedAtMs),
    idHex: Buffer.from(row.id).toString('hex'),
    counted: row.counted === 1,
    error: errorOf(facts),
    responseBody: row.responseBody === null ? null : unpackResponse(row.responseBody),
  }))
}

/** Our own sender's facts have phases; of what is reported only an error is a fact. */
function errorOf(packed: Uint8Array): FactsError | null | undefined {
  const { error, phases } = unpackFacts(packed)
  return error !== null || phases !== undefined ? error : undefined
}

/** How many attempts of a channel are older than `version` and keep nothing that could be judged again. */
export async function countWithoutFacts(db: PrismaClient, channelNo: number, version: number): Promise<number> {
  const [row] = await db.$queryRaw<{ n: bigint }[]>`SELECT
      (SELECT count(*) FROM attempts WHERE "channelNo" = ${channelNo} AND "rulesVersion" < ${version}) -
      (SELECT count(*) FROM attempt_facts AS kept CROSS JOIN attempts ON attempts."channelNo" = kept."channelNo"
        AND attempts."startedAtMs" = kept."startedAtMs" AND attempts.id = kept.id
        WHERE kept."channelNo" = ${channelNo} AND attempts."rulesVersion" < ${version}) AS n`
  return Number(row?.n ?? 0)
}
