import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { ulid } from 'ulid'
import { seededRandom } from '@/lib/delivery/practice-events.ts'
import { lineEvent } from '@/lib/domain/line-events.ts'
import { type LineBot, startLineBot } from '../support/line-bot.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { ADMINISTRATOR } from './console-server.ts'
import { call } from './simulated-night.ts'

export const CHANNEL_SECRET = 'a-secret-that-line-has-too'

/** A server with an administrator, in whose network a bot made with LINE's SDK listens. */
export type Delivering = { server: TestServer; key: string; bot: LineBot; stop(): Promise<void> }

export async function startDelivering(): Promise<Delivering> {
  const bot = await startLineBot({ channelSecret: CHANNEL_SECRET })
  const server = await startServer({
    env: {
      TODOKU_ADMIN_EMAIL: ADMINISTRATOR.email,
      TODOKU_ADMIN_PASSWORD: ADMINISTRATOR.password,
      WEBHOOK_ALLOW_HTTP: '1',
      WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8',
    },
  })
  const key = await server.createKey(['--name', 'e2e', '--instance'])
  return {
    server,
    key,
    bot,
    async stop() {
      await server.stop()
      await bot.close()
    },
  }
}

/** A LINE channel that leads to the bot, with LINE's secret. Answers its id. */
export async function makeLineChannel(
  { server, key, bot }: Delivering,
  name: string,
  settings: Record<string, unknown> = {},
): Promise<string> {
  const answer = await call(server, key, 'POST', '/api/v1/channels', {
    name,
    kind: 'line',
    webhookUrl: bot.url,
    channelSecret: CHANNEL_SECRET,
    useWebhook: true,
    ...settings,
  })
  return (answer as { channel: { id: string } }).channel.id
}

export function changeChannel({ server, key }: Delivering, channelId: string, patch: Record<string, unknown>) {
  return call(server, key, 'PATCH', `/api/v1/channels/${channelId}`, patch)
}

const random = seededRandom(4)

/** Text messages as LINE's platform would send them at its gateway, each in a request of its own; answers their ids. */
export async function sendAsLine(
  { server }: Delivering,
  channelId: string,
  count: number,
  { secret = CHANNEL_SECRET, ids = Array.from({ length: count }, () => ulid()) } = {},
): Promise<string[]> {
  for (const webhookEventId of ids) {
    const event = lineEvent('textMessage', { webhookEventId, nowMs: Date.now(), random })
    const body = JSON.stringify({ destination: `U${'0'.repeat(32)}`, events: [event] })
    const signature = createHmac('sha256', secret).update(body).digest('base64')
    await fetch(`${server.baseUrl}/in/${channelId}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-line-signature': signature },
      body,
    })
  }
  return ids
}

/** Every delivery of the channel has ended, or waits for its next attempt. */
export async function untilQuiet({ server, key }: Delivering, channelId: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const queue = (await call(server, key, 'GET', `/api/v1/channels/${channelId}/queue`)) as {
      pending: number
      beingSent: number
    }
    const listed = (await call(
      server,
      key,
      'GET',
      `/api/v1/channels/${channelId}/deliveries?state=pending&limit=200`,
    )) as { deliveries: { attempts: number }[] }
    if (queue.beingSent === 0 && listed.deliveries.every(({ attempts }) => attempts > 0)) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the queue did not come to rest')
}

/** Suspends a channel as half an hour of failures would: no test waits for that. */
export function suspend({ server }: Delivering, channelId: string, sinceMs: number): void {
  const database = new Database(join(server.dataDir, 'todoku.db'), { timeout: 5_000 })
  try {
    const { no } = database.prepare('SELECT no FROM channels WHERE id = ?').get(channelId) as { no: number }
    const values = [sinceMs - 1_800_000, 50, sinceMs, Date.now() + 1_500_000, 4]
    database
      .prepare(
        `INSERT INTO channel_deliveries (failingSinceMs, failuresInARow, suspendedAtMs, nextProbeAtMs, probes, channelNo)
         VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (channelNo) DO UPDATE SET failingSinceMs = excluded.failingSinceMs,
         failuresInARow = excluded.failuresInARow, suspendedAtMs = excluded.suspendedAtMs,
         nextProbeAtMs = excluded.nextProbeAtMs, probes = excluded.probes`,
      )
      .run(...values, no)
  } finally {
    database.close()
  }
}

/** What was skipped, as if it had been sent and its attempt could not be recorded: nothing from outside brings that about. */
export function forgetAttempt({ server }: Delivering, deliveryId: string): void {
  const database = new Database(join(server.dataDir, 'todoku.db'), { timeout: 5_000 })
  try {
    database.prepare(`UPDATE deliveries SET reason = 'fault' WHERE id = ? AND state = 'skipped'`).run(deliveryId)
  } finally {
    database.close()
  }
}

/** A delivery's id by the event that it brought. */
export async function deliveryOf(
  { server, key }: Delivering,
  channelId: string,
  webhookEventId: string,
): Promise<string> {
  const path = `/api/v1/channels/${channelId}/deliveries?webhookEventId=${webhookEventId}`
  const { deliveries } = (await call(server, key, 'GET', path)) as { deliveries: { id: string }[] }
  const [first] = deliveries
  if (first === undefined) throw new Error(`no delivery brought ${webhookEventId}`)
  return first.id
}
