import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Pool } from 'undici'
import { makeLocalSender } from '@/lib/sender/local-sender.ts'
import { listOwnEndpoints } from '@/lib/sender/own-endpoints.ts'
import type { WebhookResolver } from '@/lib/sender/resolver.ts'
import { createTrust } from '@/lib/sender/trust.ts'
import type { Receiver } from './receiver.ts'
import { median } from './sample.ts'

const ROUNDS = 7
const REQUESTS = Number(process.env.BENCH_REQUESTS ?? 20_000)
const IN_FLIGHT = 64
const TIMEOUT_MS = 2_000

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
export async function benchSender(receiverFile: string): Promise<Record<string, string | number>[]> {
  const child = fork(receiverFile, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const [receiver] = (await once(child, 'message')) as [Receiver]
  try {
    const plain = await measure(`http://127.0.0.1:${receiver.http}`, receiver.caPem)
    const secured = await measure(`https://bot.bench.test:${receiver.https}`, receiver.caPem)
    return [...plain, ...secured]
  } finally {
    child.disconnect()
  }
}

async function measure(origin: string, caPem: string) {
  const ways = [undiciWay(origin, caPem), ownWay(origin, caPem)]
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

function undiciWay(origin: string, caPem: string): Way {
  // The name is the certificate's, the address this machine's; our own way has a resolver for that.
  const pool = new Pool(origin.replace('bot.bench.test', '127.0.0.1'), {
    connections: IN_FLIGHT,
    pipelining: 1,
    connect: { ca: caPem, servername: 'bot.bench.test' },
  })
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

function ownWay(origin: string, caPem: string): Way {
  const resolver: WebhookResolver = { resolve: async () => ['127.0.0.1'] }
  const addressRules = {
    allowCidrs: ['127.0.0.0/8'],
    allowEndpoints: [],
    get ownEndpoints() {
      return listOwnEndpoints('0.0.0.0', 3000)
    },
  }
  const sender = makeLocalSender({ resolver, trust: createTrust([caPem]), addressRules, allowHttp: true })
  return {
    name: 'Todoku, sendAttempt',
    async send() {
      const { status } = await sender.send({ url: `${origin}/hook`, headers, body, timeoutMs: TIMEOUT_MS })
      return status
    },
    close: () => sender.close(),
  }
}
