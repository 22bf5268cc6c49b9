import { fork } from 'node:child_process'
import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { acceptDelivery } from '@/lib/commands/accept-delivery.ts'
import { createChannel } from '@/lib/commands/create-channel.ts'
import { updateChannel } from '@/lib/commands/update-channel.ts'
import { webhookHeaders } from '@/lib/delivery/sign.ts'
import type { WebhookSender } from '@/lib/delivery/webhook-sender.ts'
import { makeWorker } from '@/lib/delivery/worker.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import type { Facts } from '@/lib/domain/facts.ts'
import { makeSenderThread } from '@/lib/sender/sender-thread.ts'
import { type Context, openStorage } from '@/lib/storage/open-storage.ts'
import { migrate } from '@/scripts/migrate.js'
import type { Receiver } from './receiver.ts'
import { median } from './sample.ts'

const ROUNDS = 5
/** They do not count: a server runs for longer than it takes to be compiled. */
const WARM_UP_ROUNDS = 3
const DELIVERIES = Number(process.env.BENCH_DELIVERIES ?? 20_000)
const IN_FLIGHT = 64
const SYSTEM = { kind: 'system' } as const
const SECRET = 'bench-secret'

const event = {
  type: 'message',
  mode: 'active',
  timestamp: 1_700_000_000_000,
  webhookEventId: '01H810YECXQQZ37VAXPF6H9E6T',
  deliveryContext: { isRedelivery: false },
  message: { type: 'text', text: 'bench' },
}
const body = Buffer.from(JSON.stringify({ destination: `U${'0'.repeat(32)}`, events: [event] }))

type Row = Record<string, string | number>
type Measured = { rate: number; cpuUs: number }

/** Deliveries that were sent and recorded durably, a second, beside the same sender without a database. */
export async function benchDeliveries(folder: string, receiverFile: string, threadFile: string): Promise<Row[]> {
  const child = fork(receiverFile, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const [receiver] = (await once(child, 'message')) as [Receiver]
  const url = `http://127.0.0.1:${receiver.http}/hook`
  const own = { host: '0.0.0.0', port: 3000 }
  const open = { allowCidrs: ['127.0.0.0/8'], allowEndpoints: [], allowHttp: true }
  const sender = makeSenderThread(threadFile, { extraCa: [], dnsServers: null, own, ...open })
  const databaseFile = join(folder, 'deliveries.db')
  migrate(databaseFile, { folder: 'prisma/migrations' })
  const storage = await openStorage({ databaseFile, now: Date.now, secretKey: Buffer.alloc(32) })
  const ctx = { storage, now: Date.now }
  try {
    return [...(await compareWithBare(ctx, sender, url)), ...(await compareWithNeighbours(ctx, sender, url))]
  } finally {
    await sender.close()
    await storage.close()
    child.disconnect()
  }
}

async function compareWithBare(ctx: Context, sender: WebhookSender, url: string): Promise<Row[]> {
  const channel = await makeChannel(ctx, url, IN_FLIGHT)
  const silent = answersAtOnce(sender, await sender.send({ url, headers: {}, body, timeoutMs: 2_000 }))
  const ways = [
    { what: `the sender alone, ${IN_FLIGHT} in flight`, run: () => timed(DELIVERIES, () => sendBare(sender, url)) },
    { what: 'claimed, sent, recorded and counted on disk', run: () => drain(ctx, sender, channel, DELIVERIES) },
    { what: 'the same with nothing sent: the queue alone', run: () => drain(ctx, silent, channel, DELIVERIES) },
  ]
  const measured = ways.map(({ what }) => ({ what, of: [] as Measured[] }))
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) for (const { run } of ways) await run()
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, { run }] of ways.entries()) measured[index]?.of.push(await run())
  }
  const bare = median(measured[0]?.of.map(({ rate }) => rate) ?? [])
  return measured.map(({ what, of }) => {
    const rate = median(of.map((each) => each.rate))
    const cpuUs = median(of.map((each) => each.cpuUs))
    return { what, 'per s': Math.round(rate), ratio: (rate / bare).toFixed(2), 'CPU µs each': Math.round(cpuUs) }
  })
}

/** What the queue costs without the wire. */
function answersAtOnce(sender: WebhookSender, facts: Facts): WebhookSender {
  return { ...sender, send: async () => ({ ...facts, startedAtMs: Date.now() }) }
}

/** Bots that accept connections and never answer: each of their requests times out. */
const SILENT = [
  { what: 'beside one whose bot times out on every request', channels: 1, concurrency: 16 },
  { what: 'beside one such with a concurrency of 64', channels: 1, concurrency: 64 },
  { what: 'beside four such', channels: 4, concurrency: 16 },
]

async function compareWithNeighbours(ctx: Context, sender: WebhookSender, url: string): Promise<Row[]> {
  const silent = net.createServer((socket) => socket.on('error', () => socket.destroy()).resume())
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const { port } = silent.address() as AddressInfo
  const healthy = await makeChannel(ctx, url, 16)
  const ways = [{ what: 'a channel alone, concurrency 16', rates: [] as number[], slow: [] as ChannelView[] }]
  for (const { what, channels, concurrency } of SILENT) {
    const make = () => makeChannel(ctx, `http://127.0.0.1:${port}/hook`, concurrency)
    ways.push({ what, rates: [], slow: await Promise.all(Array.from({ length: channels }, make)) })
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { rates, slow } of ways) {
      for (const channel of slow) await acceptMany(ctx, channel, 500)
      rates.push((await drain(ctx, sender, healthy, DELIVERIES)).rate)
      for (const { id } of slow) await updateChannel(ctx, SYSTEM, id, { useWebhook: false })
      await drain(ctx, sender, healthy, 0)
      for (const { id } of slow) await updateChannel(ctx, SYSTEM, id, { useWebhook: true })
    }
  }
  silent.close()
  const alone = median(ways[0]?.rates ?? [])
  return ways.map(({ what, rates }) => {
    const rate = median(rates)
    return { what, 'per s': Math.round(rate), ratio: (rate / alone).toFixed(2) }
  })
}

async function makeChannel(ctx: Context, webhookUrl: string, concurrency: number): Promise<ChannelView> {
  const wanted = { name: 'bench', kind: 'line', useWebhook: true, errorStatistics: true } as const
  const { channel } = await createChannel(ctx, SYSTEM, { ...wanted, webhookUrl, channelSecret: SECRET })
  return updateChannel(ctx, SYSTEM, channel.id, { concurrency })
}

async function acceptMany(ctx: Context, channel: ChannelView, count: number): Promise<void> {
  const one = () => acceptDelivery(ctx, SYSTEM, channel, { body, source: 'api' })
  for (let left = count; left > 0; left -= 1_000) await Promise.all(Array.from({ length: Math.min(left, 1_000) }, one))
}

/** Accepts so many and measures how fast a worker gets through them, until the last is on disk. */
async function drain(ctx: Context, sender: WebhookSender, channel: ChannelView, count: number): Promise<Measured> {
  await acceptMany(ctx, channel, count)
  let left = count
  let done = () => {}
  const allDone = new Promise<void>((resolve) => {
    done = resolve
  })
  const { writer } = ctx.storage
  const record: typeof writer.record = async (rows) => {
    const results = await writer.record(rows)
    left -= rows.filter(({ channelNo }) => channelNo === channel.no).length
    if (left === 0) done()
    return results
  }
  const worker = makeWorker({
    now: ctx.now,
    storage: { ...ctx.storage, writer: { ...writer, record } },
    wayOf: () => ({ sender, urlNow: (url) => url }),
    log: (error) => console.error(error),
  })
  const measured = await timed(count, async () => {
    worker.start()
    if (count > 0) await allDone
  })
  await worker.close()
  return measured
}

async function sendBare(sender: WebhookSender, url: string): Promise<void> {
  let left = DELIVERIES
  const secrets = { channelSecret: SECRET, signing: [] }
  const headers = webhookHeaders({ secrets, deliveryId: '', body, storedHeaders: null, atMs: 0 })
  const one = async () => {
    while (left-- > 0) {
      const { status } = await sender.send({ url, headers, body, timeoutMs: 2_000 })
      if (status !== 200) throw new Error(`answered ${status}`)
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, one))
}

/** The processor's time is that of all threads of this process; the receiver is another one. */
async function timed(count: number, work: () => Promise<void>): Promise<Measured> {
  const began = performance.now()
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return { rate: count / ((performance.now() - began) / 1000), cpuUs: (user + system) / count }
}
