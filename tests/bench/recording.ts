import { join } from 'node:path'
import Database from 'better-sqlite3'
import { createChannel } from '@/lib/commands/create-channel.ts'
import { reasonOf } from '@/lib/domain/reasons.ts'
import { packId } from '@/lib/storage/attempt-id.ts'
import type { NewAttempt } from '@/lib/storage/new-attempt.ts'
import { openStorage } from '@/lib/storage/open-storage.ts'
import { migrate } from '@/scripts/migrate.js'
import { median, sampleAttempt } from './sample.ts'

const ROUNDS = 5
const ROWS = 20_000

type Way = { name: string; write(rows: NewAttempt[]): Promise<void> }

export async function benchRecording(folder: string): Promise<Record<string, string | number>[]> {
  const ways = [rawWay(folder), ...(await ownWays(folder))]
  const rates = new Map<string, number[]>(ways.map(({ name }) => [name, []]))
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { name, write } of ways) {
      const now = Date.now()
      const rows = Array.from({ length: ROWS }, (_, index) => sampleAttempt(1, now - (index % 3_600_000), index))
      const began = performance.now()
      await write(rows)
      rates.get(name)?.push(ROWS / ((performance.now() - began) / 1000))
    }
  }
  const raw = median(rates.get(ways[0]?.name ?? '') ?? [])
  return [...rates].map(([way, measured]) => ({
    way,
    'rows/s': Math.round(median(measured)),
    '× raw': (median(measured) / raw).toFixed(2),
  }))
}

/** The same table and indexes, 1,000 rows a transaction, nothing else: no buckets, facts or look for duplicates. */
function rawWay(folder: string): Way {
  const file = join(folder, 'raw.db')
  migrate(file, { folder: 'prisma/migrations' })
  const database = new Database(file)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  const insert = database.prepare(`INSERT INTO attempts ("channelNo", "startedAtMs", id, "receivedAtMs", "durationMs",
    purpose, reason, processed, counted, status, "urlNo", "webhookEventId", "rulesVersion")
    VALUES (?, ?, ?, ?, ?, 0, ?, 2, 1, ?, 1, ?, 1)`)
  const insertAll = database.transaction((rows: NewAttempt[]) => {
    for (const row of rows) {
      const { channelNo, startedAtMs, durationMs, judged, webhookEventId } = row
      const eventId = packId(webhookEventId ?? '')
      insert.run(
        channelNo,
        startedAtMs,
        packId(row.id),
        startedAtMs,
        durationMs,
        reasonOf(judged),
        judged.status,
        eventId,
      )
    }
  })
  return {
    name: 'better-sqlite3, 1,000 a transaction, attempts alone',
    async write(rows) {
      for (let from = 0; from < rows.length; from += 1000) insertAll(rows.slice(from, from + 1000))
    },
  }
}

async function ownWays(folder: string): Promise<Way[]> {
  const databaseFile = join(folder, 'recording.db')
  migrate(databaseFile, { folder: 'prisma/migrations' })
  const storage = await openStorage({ databaseFile, now: Date.now, secretKey: Buffer.alloc(32) })
  const day = 86_400_000
  await createChannel(
    { storage, now: () => Date.now() - day },
    { kind: 'system' },
    {
      name: 'bench',
      kind: 'line',
      useWebhook: true,
      errorStatistics: true,
    },
  )
  const inParallel = (producers: number, rowsEach: number) => async (rows: NewAttempt[]) => {
    let at = 0
    await Promise.all(
      Array.from({ length: producers }, async () => {
        while (at < rows.length) {
          const batch = rows.slice(at, at + rowsEach)
          at += rowsEach
          await storage.writer.record(batch)
        }
      }),
    )
  }
  return [
    { name: 'Todoku, 4 producers of 500 (duplicates, three widths, durations)', write: inParallel(4, 500) },
    { name: 'Todoku, 1,000 producers of 1', write: inParallel(1000, 1) },
    { name: 'Todoku, 64 producers of 1', write: inParallel(64, 1) },
  ]
}
