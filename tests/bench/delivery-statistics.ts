import { join } from 'node:path'
import Database from 'better-sqlite3'
import { createChannel } from '@/lib/commands/create-channel.ts'
import { channelOverview } from '@/lib/reports/channel-overview.ts'
import { deliveryTimeline } from '@/lib/reports/delivery-timeline.ts'
import { openStorage } from '@/lib/storage/open-storage.ts'
import { migrate } from '@/scripts/migrate.js'
import { median } from './sample.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const CHANNELS = 300
const DELIVERIES = 100_000
const ROUNDS = 11
const SYSTEM = { kind: 'system' } as const

/**
 * Charts of a channel that had deliveries in every minute of 90 days, and the overview of 300 channels with 100,000
 * deliveries between them, of which one in a hundred waits, then all of them.
 */
export async function benchDeliveryStatistics(folder: string): Promise<Record<string, string | number>[]> {
  const databaseFile = join(folder, 'deliveries.db')
  migrate(databaseFile, { folder: 'prisma/migrations' })
  const storage = await openStorage({ databaseFile, now: Date.now, secretKey: Buffer.alloc(32) })
  const ctx = { storage, now: Date.now }
  const make = (index: number) =>
    createChannel(ctx, SYSTEM, { name: `bench ${index}`, kind: 'line', useWebhook: true, errorStatistics: true })
  const { channel } = await make(0)
  for (let index = 1; index < CHANNELS; index += 1) await make(index)
  const now = Date.now()
  const raw = new Database(databaseFile, { timeout: 5_000 })
  raw.exec(`WITH RECURSIVE minutes(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM minutes WHERE n < ${90 * 1440})
    INSERT INTO delivery_counts SELECT ${channel.no}, 1, at - at % ${MINUTE_MS}, state, 0, 5
      FROM (SELECT ${now} - n * ${MINUTE_MS} AS at FROM minutes)
      CROSS JOIN (SELECT 'delivered' AS state UNION ALL SELECT 'failed');
    INSERT INTO delivery_counts SELECT "channelNo", 2, "startMs" - "startMs" % 3600000 AS hour, state, 0, sum(deliveries)
      FROM delivery_counts GROUP BY 1, 3, 4;
    WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${DELIVERIES})
    INSERT INTO deliveries (id, "channelNo", state, "createdAtMs", "nextAttemptAtMs", source)
      SELECT 'bench ' || n, 1 + n % ${CHANNELS}, iif(n % 100 = 0, 'pending', 'delivered'), ${now} - n * 800, ${now}, 'api'
      FROM numbers`)
  const chart = (days: number, timezone: string) => () =>
    deliveryTimeline(ctx, channel, { fromMs: now - days * DAY_MS, toMs: now, timezone })
  const overview = () => channelOverview(ctx, SYSTEM)
  const rows = [
    await measure('deliveries, chart of 1 day', chart(1, 'Asia/Tokyo')),
    await measure('deliveries, chart of 90 days', chart(90, 'Asia/Tokyo')),
    await measure('the same in a zone of half hours', chart(90, 'Asia/Kolkata')),
    await measure(`overview of ${CHANNELS} channels, ${DELIVERIES / 100} deliveries wait`, overview),
  ]
  raw.exec("UPDATE deliveries SET state = 'pending'")
  raw.close()
  rows.push(await measure(`overview of ${CHANNELS} channels, ${DELIVERIES} deliveries wait`, overview))
  await storage.close()
  return rows
}

async function measure(question: string, work: () => Promise<unknown>): Promise<Record<string, string | number>> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now()
    await work()
    times.push(performance.now() - began)
  }
  return { question, 'Todoku ms': median(times).toFixed(2) }
}
