import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Pool } from 'undici'
import type { WebhookSender } from '@/lib/delivery/webhook-sender.ts'
import { makeLocalSender } from '@/lib/sender/local-sender.ts'
import { partsOf, type SenderProfile } from '@/lib/sender/sender-profile.ts'
import { makeSenderThread } from '@/lib/sender/sender-thread.ts'
import type { Receiver } from './receiver.ts'
import { median } from './sample.ts'

const ROUNDS = 7
const REQUESTS = Number(process.env.BENCH_REQUESTS ?? 20_000)
const IN_FLIGHT = 64
const TIMEOUT_MS = 2_000
const HOST = 'bot.bench.test'

type Way = { name: string; send(): Promise<number | null>; close(): Promise<unknown> }

const event = {
  type: 'message',
  mode: 'active',
  timestamp: 1_700_000_000_000,
  message: { type: 'text', text: 'bench' },
}
const body = Buffer.from(JSON.stringify({ destination: `U${'0'.repeat(32)}`, events: [event] }))
const headers = {
  'content-type': 'application/json; charset=utf-8',
  'user-agent': 'LineBotWebhook/2.0',
  'x-line-signature': 'cIBlfBXbTPZgdYKzxWgLp+8uMUaYvHzxyGsFqYkzcGE=',
}

/** POSTs a second over kept HTTP/1.1 connections, 64 at a time, to a receiver in a process of its own. */
export async function benchSender(
  receiverFile: string,
  threadFile: string,
): Promise<Record<string, string | number>[]> {
  const child = fork(receiverFile, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const [receiver] = (await once(child, 'message')) as [Receiver]
  try {
    const plain = await measure(`http://127.0.0.1:${receiver.http}`, receiver, threadFile)
    const secured = await measure(`https://${HOST}:${receiver.https}`, receiver, threadFile)
    return [...plain, ...secured]
  } finally {
    child.disconnect()
  }
}

async function measure(origin: string, receiver: Receiver, threadFile: string) {
  const profile = profileOf(receiver)
  const ways = [
    undiciWay(origin, receiver),
    ownWay('Todoku, sendAttempt', origin, makeLocalSender(partsOf(profile))),
    ownWay('Todoku, its thread', origin, makeSenderThread(threadFile, profile)),
  ]
  const rates = new Map<string, number[]>(ways.map(({ name }) => [name, []]))
  for (const way of ways) await sendMany(way, REQUESTS / 4)
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const way of ways) {
      const began = performance.now()
      await sendMany(way, REQUESTS)
      rates.get(way.name)?.push(REQUESTS / ((performance.now() - began) / 1000))
    }
  }
  for (const way of ways) await way.close()
  const raw = median(rates.get(ways[0]?.name ?? '') ?? [])
  return [...rates].map(([way, measured]) => ({
    over: origin.replace(/:.*/, ''),
    way,
    'POST/s': Math.round(median(measured)),
    '× undici': (median(measured) / raw).toFixed(2),
  }))
}

async function sendMany({ name, send }: Way, count: number): Promise<void> {
  let left = count
  const one = async () => {
    while (left-- > 0) {
      const status = await send()
      if (status !== 200) throw new Error(`${name}: answered ${status}`)
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, one))
}

function undiciWay(origin: string, { caPem }: Receiver): Way {
  // It has no resolver of its own: the name is for the certificate alone.
  const connect = { ca: caPem, servername: HOST }
  const pool = new Pool(origin.replace(HOST, '127.0.0.1'), { connections: IN_FLIGHT, pipelining: 1, connect })
  return {
    name: 'undici Pool',
    async send() {
      const answer = await pool.request({ path: '/hook', method: 'POST', headers, body })
      await answer.body.arrayBuffer()
      return answer.statusCode
    },
    close: () => pool.close(),
  }
}

function ownWay(name: string, origin: string, sender: Pick<WebhookSender, 'send' | 'close'>): Way {
  return {
    name,
    async send() {
      const { status } = await sender.send({ url: `${origin}/hook`, headers, body, timeoutMs: TIMEOUT_MS })
      return status
    },
    close: () => sender.close(),
  }
}

/** As the server sends, on this machine. */
function profileOf({ caPem, dnsServer }: Receiver): SenderProfile {
  const own = { host: '0.0.0.0', port: 3000 }
  const opened = { allowCidrs: ['127.0.0.0/8'], allowEndpoints: [], allowHttp: true }
  return { extraCa: [caPem], dnsServers: [dnsServer], own, ...opened }
}
