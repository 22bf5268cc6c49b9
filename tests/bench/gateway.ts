import { fork } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { ulid } from 'ulid'
import { Pool } from 'undici'
import { migrate } from '@/scripts/migrate.js'
import type { GatewayServer } from './gateway-server.ts'

const CONNECTIONS = [1, 16, 64]
const REQUESTS = Number(process.env.BENCH_REQUESTS ?? 8_000)

/**
 * LINE's webhooks taken in a second, each new, signed, and answered when it is on disk, over so many kept connections;
 * beside it a bare server of node:http, which reads and answers and keeps nothing.
 */
export async function benchGateway(folder: string, serverFile: string): Promise<Record<string, string | number>[]> {
  const databaseFile = join(folder, 'gateway.db')
  migrate(databaseFile, { folder: 'prisma/migrations' })
  const child = fork(serverFile, [databaseFile], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const [server] = (await once(child, 'message')) as [GatewayServer]
  try {
    const rows: Record<string, string | number>[] = []
    await load(server.gateway, server, 16, REQUESTS / 4)
    for (const connections of CONNECTIONS) {
      rows.push({ server: 'node:http alone', connections, ...(await load(server.bare, server, connections, REQUESTS)) })
      const requests = connections === 1 ? REQUESTS / 4 : REQUESTS
      rows.push({
        server: 'gateway, on disk',
        connections,
        ...(await load(server.gateway, server, connections, requests)),
      })
    }
    return rows
  } finally {
    child.disconnect()
  }
}

async function load(origin: string, { path, channelSecret }: GatewayServer, connections: number, count: number) {
  const webhooks = Array.from({ length: count }, () => webhook(channelSecret))
  const pool = new Pool(origin, { connections, pipelining: 1 })
  const tookMs: number[] = []
  const one = async () => {
    for (let next = webhooks.pop(); next !== undefined; next = webhooks.pop()) {
      const began = performance.now()
      const answer = await pool.request({ path, method: 'POST', ...next })
      const text = await answer.body.text()
      tookMs.push(performance.now() - began)
      if (answer.statusCode !== 200) throw new Error(`answered ${answer.statusCode}: ${text}`)
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: connections }, one))
  const seconds = (performance.now() - began) / 1000
  await pool.close()
  tookMs.sort((a, b) => a - b)
  const at = (share: number) => (tookMs[Math.floor(tookMs.length * share)] ?? Number.NaN).toFixed(1)
  return { 'accepted/s': Math.round(count / seconds), 'p50 ms': at(0.5), 'p99 ms': at(0.99) }
}

function webhook(channelSecret: string) {
  const event = {
    type: 'message',
    message: { type: 'text', id: '444573844083572737', quoteToken: 'q3Plxr4AgKd', text: 'こんにちは' },
    webhookEventId: ulid(),
    deliveryContext: { isRedelivery: false },
    timestamp: Date.now(),
    source: { type: 'user', userId: `U${'4'.repeat(32)}` },
    replyToken: '38ef843bde154d9b91c21320ffd17a0f',
    mode: 'active',
  }
  const body = Buffer.from(JSON.stringify({ destination: `U${'f'.repeat(32)}`, events: [event] }))
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'LineBotWebhook/2.0',
    'x-line-signature': createHmac('sha256', channelSecret).update(body).digest('base64'),
  }
  return { body, headers }
}
