import { join } from 'node:path'
import Database from 'better-sqlite3'
import { createChannel } from '@/lib/commands/create-channel.ts'
import { channelOverview } from '@/lib/reports/channel-overview.ts'
import { checkStorage } from '@/lib/reports/check-storage.ts'
import { errorTimeline } from '@/lib/reports/error-timeline.ts'
import { listAttempts } from '@/lib/reports/list-attempts.ts'
import { openStorage } from '@/lib/storage/open-storage.ts'
import { migrate } from '@/scripts/migrate.js'
import { median, sampleAttempt } from './sample.ts'

const DAY_MS = 86_400_000
const ROWS = Number(process.env.BENCH_ROWS ?? 300_000)
const ROUNDS = 11
const SYSTEM = { kind: 'system' } as const

export async function benchStatistics(folder: string): Promise<Record<string, string | number>[]> {
  const databaseFile = join(folder, 'statistics.db')
  migrate(databaseFile, { folder: 'prisma/migrations' })
  const storage = await openStorage({ databaseFile, now: Date.now, secretKey: Buffer.alloc(32) })
  const ctx = { storage, now: Date.now }
  const wanted = { name: 'bench', kind: 'line', useWebhook: true, errorStatistics: true } as const
  const { channel } = await createChannel({ storage, now: () => Date.now() - 91 * DAY_MS }, SYSTEM, wanted)
  const now = Date.now()
  for (let from = 0; from < ROWS; from += 1000) {
    const rows = Array.from({ length: 1000 }, (_, index) => {
      const share = (from + index) / ROWS
      return sampleAttempt(channel.no, Math.floor(now - 90 * DAY_MS * (1 - share)), from + index)
    })
    await storage.writer.record(rows)
  }
  const raw = new Database(databaseFile, { readonly: true })
  const overAttempts = (days: number) => () =>
    raw
      .prepare(`SELECT "startedAtMs" / 86400000, reason, count(*) FROM attempts
        WHERE "channelNo" = ? AND "startedAtMs" >= ? AND reason <> 0 AND counted = 1 GROUP BY 1, 2`)
      .all(channel.no, now - days * DAY_MS)
  const timeline = (days: number) => () => errorTimeline(ctx, channel, { fromMs: now - days * DAY_MS, toMs: now })
  const questions: [string, () => unknown, () => unknown][] = [
    ['chart of 1 day (15 minutes)', overAttempts(1), timeline(1)],
    ['chart of 7 days (2 hours)', overAttempts(7), timeline(7)],
    ['chart of 90 days (1 day)', overAttempts(90), timeline(90)],
    ['overview', overAttempts(2), () => channelOverview(ctx, SYSTEM)],
    ['newest 50 failures', overAttempts(1), () => listAttempts(ctx, [channel], { state: 'failed' })],
    [
      'one cause, last page',
      overAttempts(90),
      () => listAttempts(ctx, [channel], { detail: '404', toMs: now - 89 * DAY_MS }),
    ],
  ]
  const rows: Record<string, string | number>[] = []
  for (const [question, rawWay, ownWay] of questions) {
    const times: Record<'raw' | 'own', number[]> = { raw: [], own: [] }
    for (let round = 0; round < ROUNDS; round += 1) {
      times.raw.push(await time(rawWay))
      times.own.push(await time(ownWay))
    }
    rows.push({
      question,
      'Todoku ms': median(times.own).toFixed(2),
      'better-sqlite3 over failed attempts, ms': median(times.raw).toFixed(2),
    })
  }
  const began = performance.now()
  const { channels } = await checkStorage(ctx)
  const checkMs = performance.now() - began
  rows.push({ question: `check of ${channels[0]?.days} days, ${ROWS} attempts`, 'Todoku ms': checkMs.toFixed(0) })
  raw.close()
  await storage.close()
  return rows
}

async function time(work: () => unknown): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}
