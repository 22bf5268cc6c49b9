import type { Period } from '@/lib/domain/statistics/aggregation.ts'
import type { Health } from '@/lib/domain/suspension.ts'
import { packIdHex } from './attempt-id.ts'
import type { RawQueries } from './batch-connection.ts'
import type { NewAttempt } from './new-attempt.ts'
import { readSendCampaigns, type SendCampaigns } from './send-campaigns.ts'

export type PriorChannel = { id: string; timezone: string; health: Health; periods: Period[] }

/** What must be known before attempts are written; read while nobody else writes. */
export type Prior = {
  /** Report hashes (hexadecimal, '' for none) of those that are stored already, by `keyOf`. */
  stored: Map<string, string>
  /** Channels that are not deleted. */
  channels: Map<number, PriorChannel>
  campaigns: SendCampaigns
}

export const keyOf = (channelNo: number, idHex: string): string => `${channelNo} ${idHex}`

export type Identified = { attempt: NewAttempt; idHex: string }

export function identify(attempt: NewAttempt): Identified {
  return { attempt, idHex: packIdHex(attempt.id) }
}

export async function readPrior(db: RawQueries, rows: readonly Identified[]): Promise<Prior> {
  const channelNos = [...new Set(rows.map(({ attempt }) => attempt.channelNo))]
  const [stored, channels] = [await readStored(db, rows), await readChannels(db, channelNos)]
  const earliestMs = rows.reduce((least, { attempt }) => Math.min(least, attempt.startedAtMs), Number.POSITIVE_INFINITY)
  await addPeriods(db, channels, earliestMs)
  const attempts = rows.map(({ attempt }) => attempt)
  return { stored, channels, campaigns: await readSendCampaigns(db, attempts) }
}

async function readStored(db: RawQueries, rows: readonly Identified[]): Promise<Map<string, string>> {
  const keys = JSON.stringify(rows.map(({ attempt, idHex }) => [attempt.channelNo, idHex]))
  const found = await db.$queryRaw<{ row: bigint; reportHash: Uint8Array | null }[]>`
    SELECT sought.key AS "row", attempts."reportHash"
    FROM jsonb_each(${keys}) AS sought
    CROSS JOIN attempts
      ON attempts."channelNo" = sought.value ->> 0 AND attempts.id = unhex(sought.value ->> 1)`
  return new Map(
    found.flatMap(({ row, reportHash }) => {
      const sought = rows[Number(row)]
      return sought ? [[keyOf(sought.attempt.channelNo, sought.idHex), hexOf(reportHash)] as const] : []
    }),
  )
}

export function hexOf(bytes: Uint8Array | null): string {
  return bytes === null ? '' : Buffer.from(bytes).toString('hex')
}

type ChannelRow = { no: number; id: string; timezone: string } & Record<
  Exclude<keyof Health, 'failuresInARow' | 'probes'>,
  bigint | null
> &
  Record<'failuresInARow' | 'probes', number | null>

async function readChannels(db: RawQueries, channelNos: number[]): Promise<Map<number, PriorChannel>> {
  const found = await db.$queryRaw<ChannelRow[]>`
    SELECT channels.no, channels.id, channels.timezone, health."failingSinceMs", health."failuresInARow",
      health."suspendedAtMs", health."nextProbeAtMs", health.probes
    FROM jsonb_each(${JSON.stringify(channelNos)}) AS sought
    CROSS JOIN channels ON channels.no = sought.value
    LEFT JOIN channel_deliveries AS health ON health."channelNo" = channels.no
    WHERE channels."deletedAtMs" IS NULL`
  const timeOf = (value: bigint | null) => (value === null ? null : Number(value))
  return new Map(
    found.map((row) => {
      const health: Health = {
        failingSinceMs: timeOf(row.failingSinceMs),
        failuresInARow: Number(row.failuresInARow ?? 0),
        suspendedAtMs: timeOf(row.suspendedAtMs),
        nextProbeAtMs: timeOf(row.nextProbeAtMs),
        probes: Number(row.probes ?? 0),
      }
      return [Number(row.no), { id: row.id, timezone: row.timezone, health, periods: [] }]
    }),
  )
}

async function addPeriods(db: RawQueries, channels: Map<number, PriorChannel>, earliestMs: number): Promise<void> {
  const found = await db.$queryRaw<{ channelNo: number; fromMs: bigint; toMs: bigint | null }[]>`
    SELECT periods."channelNo", periods."fromMs", periods."toMs"
    FROM jsonb_each(${JSON.stringify([...channels.keys()])}) AS sought
    CROSS JOIN aggregation_periods AS periods ON periods."channelNo" = sought.value
    WHERE periods."toMs" IS NULL OR periods."toMs" > ${BigInt(earliestMs)}`
  for (const { channelNo, fromMs, toMs } of found) {
    const period = { fromMs: Number(fromMs), toMs: toMs === null ? null : Number(toMs) }
    channels.get(Number(channelNo))?.periods.push(period)
  }
}
