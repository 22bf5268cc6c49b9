import { createHmac } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { createChannel } from '@/lib/commands/create-channel.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { checkStorage } from '@/lib/reports/check-storage.ts'
import { errorTimeline } from '@/lib/reports/error-timeline.ts'
import { listAttempts } from '@/lib/reports/list-attempts.ts'
import { Prisma } from '@/lib/storage/generated/client.ts'
import { SYSTEM, type World } from '../storage/world.ts'
import { accept, deliveriesOf, lineBody, makeQueueWorld, openSender, startWorker } from './support/queue.ts'
import { listenHttp } from './support/servers.ts'

const soon = { timeout: 10_000, interval: 20 }

it('delivers what was accepted, once each, and records it', async () => {
  const world = await makeQueueWorld()
  const got: string[] = []
  const { url } = await listenHttp((request, response) => {
    got.push(String(request.headers['x-line-signature']))
    request.resume().on('end', () => response.end('ok'))
  })
  // The bot answers in this very process, which SQLite keeps busy: on a crowded machine that takes more than 2 s.
  const channel = await world.channel({ webhookUrl: url, timeoutMs: 20_000 })
  for (let index = 0; index < 20; index += 1) await accept(world, channel)
  const worker = startWorker(world)
  for (let index = 0; index < 80; index += 1) await accept(world, channel).then(worker.wake)
  await vi.waitFor(async () => {
    expect((await deliveriesOf(world, channel)).filter(({ state }) => state === 'delivered')).toHaveLength(100)
  }, soon)
  expect(got).toHaveLength(100)
  expect(worker.faults).toEqual([])
  const { attempts } = await listAttempts(world.ctx, [channel], { limit: 200 })
  expect(attempts.map(({ purpose, counted }) => [purpose, counted])).toEqual(Array(100).fill(['delivery', true]))
  expect(await checkStorage(world.ctx)).toMatchObject({ clean: true, channels: [{ ledger: { delivered: 100 } }] })
})

/** A bot that answers what the test says, and keeps what it got. */
async function startBot(answer: (nth: number) => number, headers: Record<string, string> = {}) {
  const got: { body: string; signature: string; atMs: number }[] = []
  const { url } = await listenHttp(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString()
    got.push({ body, signature: String(request.headers['x-line-signature']), atMs: Date.now() })
    response.writeHead(answer(got.length), headers).end()
  })
  return { url, got }
}

const stateOf = async (world: World, channel: ChannelView) =>
  (await deliveriesOf(world, channel)).map(({ state, reason, attempts }) => ({ state, reason, attempts }))

describe.each([
  { redelivery: true, errorStatistics: true },
  { redelivery: true, errorStatistics: false },
  { redelivery: false, errorStatistics: true },
  { redelivery: false, errorStatistics: false },
])('redelivery $redelivery, error statistics $errorStatistics', ({ redelivery, errorStatistics }) => {
  it('a bot that answers 500 and then 200', async () => {
    const world = await makeQueueWorld()
    const bot = await startBot((nth) => (nth === 1 ? 500 : 200))
    const settings = { redelivery, errorStatistics, redeliveryFirstMs: 1_000 }
    const { channel } = await createChannel(world.ctx, SYSTEM, {
      name: 'Shop',
      kind: 'line',
      useWebhook: true,
      webhookUrl: bot.url,
      channelSecret: 'secret',
      ...settings,
    })
    await accept(world, channel, { body: lineBody('"isRedelivery":false') })
    const worker = startWorker(world)
    const expected = redelivery
      ? { state: 'delivered', reason: null, attempts: 2 }
      : { state: 'failed', reason: '500', attempts: 1 }
    await vi.waitFor(async () => expect(await stateOf(world, channel)).toEqual([expected]), soon)
    expect(worker.faults).toEqual([])

    const again = lineBody('"isRedelivery":false')
      .toString()
      .replace(/"isRedelivery":false/, '"isRedelivery":true')
    const bodies = [lineBody('"isRedelivery":false').toString(), again].slice(0, redelivery ? 2 : 1)
    expect(bot.got.map(({ body }) => body)).toEqual(bodies)
    // Signed anew for the bytes that were sent.
    expect(bot.got.map(({ signature }) => signature)).toEqual(
      bodies.map((body) => createHmac('sha256', 'secret').update(body).digest('base64')),
    )
    const [first, second] = bot.got
    if (first && second) expect(second.atMs - first.atMs).toBeGreaterThanOrEqual(790)

    const { attempts } = await listAttempts(world.ctx, [channel])
    expect(attempts.map(({ purpose, counted, outcome }) => [purpose, counted, outcome.status])).toEqual(
      [
        ['redelivery', errorStatistics, 200],
        ['delivery', errorStatistics, 500],
      ].slice(redelivery ? 0 : 1),
    )
    const range = { fromMs: world.nowMs - 60_000, toMs: world.nowMs + 60_000 }
    const counted = redelivery ? { attempts: 2, errors: 1 } : { attempts: 1, errors: 1 }
    expect(await errorTimeline(world.ctx, channel, range)).toMatchObject(
      errorStatistics ? counted : { attempts: 0, errors: 0 },
    )
    expect(await checkStorage(world.ctx)).toMatchObject({ clean: true })
  })
})

it.each([
  ['Webhook use is off', { useWebhook: false }, 'use_webhook_off'],
  ['there is no URL', { webhookUrl: null }, 'no_webhook_url'],
  ['the address is closed', { webhookUrl: 'http://10.255.255.1/hook' }, 'address_denied'],
  ['the port is refused', { webhookUrl: 'http://127.0.0.1:22/hook' }, 'url_refused'],
])('skips instead of sending when %s', async (_when, settings, reason) => {
  const world = await makeQueueWorld()
  const channel = await world.channel({ useWebhook: true, errorStatistics: false, webhookUrl: 'http://127.0.0.1:9/' })
  await world.ctx.storage.writer.run((db) => [db.channel.update({ where: { no: channel.no }, data: settings })])
  await accept(world, channel)
  const worker = startWorker(world)
  await vi.waitFor(
    async () => expect(await stateOf(world, channel)).toEqual([{ state: 'skipped', reason, attempts: 0 }]),
    soon,
  )
  expect(worker.faults).toEqual([])
  expect((await listAttempts(world.ctx, [channel])).attempts).toEqual([])
})

it('a URL that does not parse is an attempt, once, also with redelivery on', async () => {
  const world = await makeQueueWorld()
  const channel = await world.channel({ redelivery: true })
  await world.ctx.storage.writer.run((db) => [
    db.channel.update({ where: { no: channel.no }, data: { webhookUrl: 'https://bad host/' } }),
  ])
  await accept(world, channel, { urlOverride: 'https://..bad/' })
  startWorker(world)
  const expected = { state: 'failed', reason: 'Invalid URL syntax', attempts: 1 }
  await vi.waitFor(async () => expect(await stateOf(world, channel)).toEqual([expected]), soon)
})

it('waits as long as Retry-After of a 503 asks for, and not at all when the bot is gone', async () => {
  const world = await makeQueueWorld()
  const [busy, gone] = [await startBot(() => 503, { 'retry-after': '600' }), await startBot(() => 410)]
  const waiting = await world.channel({ redelivery: true, webhookUrl: busy.url })
  const ended = await world.channel({ redelivery: true, webhookUrl: gone.url })
  for (const channel of [waiting, ended]) await accept(world, channel)
  startWorker(world)
  await vi.waitFor(async () => {
    expect(await stateOf(world, waiting)).toEqual([{ state: 'pending', reason: '503', attempts: 1 }])
    expect(await stateOf(world, ended)).toEqual([{ state: 'failed', reason: '410', attempts: 1 }])
  }, soon)
  const [row] = await deliveriesOf(world, waiting)
  expect(Number(row?.nextAttemptAtMs) - world.nowMs).toBeGreaterThan(590_000)
  expect(Number(row?.nextAttemptAtMs) - world.nowMs).toBeLessThanOrEqual(600_500)
})

it('a fault of ours is no attempt: the delivery waits, longer each time', async () => {
  const world = await makeQueueWorld()
  const channel = await world.channel({ webhookUrl: 'http://127.0.0.1:9/' })
  await accept(world, channel)
  const broken = { ...openSender(), send: () => Promise.reject(new Error('no file handles')) }
  const worker = startWorker(world, { wayOf: () => ({ sender: broken, urlNow: (url) => url }) })
  await vi.waitFor(() => expect(worker.faults).toHaveLength(2), soon)
  await vi.waitFor(async () => expect((await deliveriesOf(world, channel))[0]?.leaseUntilMs).toBeNull(), soon)
  const [row] = await deliveriesOf(world, channel)
  expect(row).toMatchObject({ state: 'pending', attempts: 0, fence: 2 })
  expect(Number(row?.nextAttemptAtMs) - world.nowMs).toBeGreaterThan(1_500)
  expect((await listAttempts(world.ctx, [channel])).attempts).toEqual([])
})

it('an attempt that was made is recorded, however long another process holds the database', async () => {
  const world = await makeQueueWorld()
  const bot = await startBot(() => 200)
  const channel = await world.channel({ webhookUrl: bot.url })
  await accept(world, channel)
  const { writer } = world.ctx.storage
  let busy = 3
  const record: typeof writer.record = async (rows) => {
    if (busy-- > 0) throw new Prisma.PrismaClientKnownRequestError('busy', { code: 'P1008', clientVersion: '' })
    return writer.record(rows)
  }
  const storage = { ...world.ctx.storage, writer: { ...writer, record } }
  const worker = startWorker(world, { storage })
  const expected = { state: 'delivered', reason: null, attempts: 1 }
  await vi.waitFor(async () => expect(await stateOf(world, channel)).toEqual([expected]), soon)
  expect(worker.faults).toHaveLength(3)
  expect(bot.got).toHaveLength(1)
})

it('keeps to the concurrency of a channel, and lets a neighbour pass one whose bot is silent', async () => {
  const world = await makeQueueWorld()
  let [open, most] = [0, 0]
  const { url } = await listenHttp((request) => {
    open += 1
    most = Math.max(most, open)
    request.on('close', () => {
      open -= 1
    })
  })
  const bot = await startBot(() => 200)
  const silent = await world.channel({ webhookUrl: url })
  await world.ctx.storage.writer.run((db) => [
    db.channel.update({ where: { no: silent.no }, data: { concurrency: 3, timeoutMs: 1_000 } }),
  ])
  const healthy = await world.channel({ webhookUrl: bot.url })
  for (let index = 0; index < 30; index += 1) await accept(world, silent)
  for (let index = 0; index < 100; index += 1) await accept(world, healthy)
  const began = performance.now()
  startWorker(world)
  await vi.waitFor(() => expect(bot.got).toHaveLength(100), soon)
  expect(performance.now() - began).toBeLessThan(3_000)
  await vi.waitFor(() => expect(most).toBe(3), soon)
})

it.each([
  { silent: 1, concurrency: 64 },
  { silent: 12, concurrency: 16 },
])(
  '$silent silent bots with a concurrency of $concurrency do not keep a neighbour waiting',
  async ({ silent, concurrency }) => {
    const world = await makeQueueWorld()
    const { url } = await listenHttp(() => {})
    const bot = await startBot(() => 200)
    for (let index = 0; index < silent; index += 1) {
      const channel = await world.channel({ webhookUrl: url })
      await world.ctx.storage.writer.run((db) => [
        db.channel.update({ where: { no: channel.no }, data: { concurrency, timeoutMs: 2_000 } }),
      ])
      await Promise.all(Array.from({ length: 200 }, () => accept(world, channel)))
    }
    const healthy = await world.channel({ webhookUrl: bot.url })
    await Promise.all(Array.from({ length: 2_000 }, () => accept(world, healthy)))
    const began = performance.now()
    startWorker(world)
    await vi.waitFor(() => expect(bot.got).toHaveLength(2_000), soon)
    // Were the silent ones to have all of the wire once, it would be their time-out at least.
    expect(performance.now() - began).toBeLessThan(1_900)
  },
)

it('keeps to the concurrency of a channel that answers at once, and sends nothing twice when it turns slow', async () => {
  const world = await makeQueueWorld()
  let [open, most, got] = [0, 0, 0]
  const { url } = await listenHttp((request, response) => {
    request.resume()
    got += 1
    open += 1
    most = Math.max(most, open)
    setTimeout(
      () => {
        open -= 1
        response.end()
      },
      got > 60 && got < 70 ? 250 : 1,
    )
  })
  const channel = await world.channel({ webhookUrl: url })
  await world.ctx.storage.writer.run((db) => [
    db.channel.update({ where: { no: channel.no }, data: { concurrency: 3 } }),
  ])
  for (let index = 0; index < 200; index += 1) await accept(world, channel)
  startWorker(world)
  await vi.waitFor(async () => {
    const rows = await deliveriesOf(world, channel)
    expect(rows.filter(({ state, attempts }) => state === 'delivered' && attempts === 1)).toHaveLength(200)
  }, soon)
  expect([got, most]).toEqual([200, 3])
})

it('close gives back what is not on the wire, and waits for what is', async () => {
  const world = await makeQueueWorld()
  let got = 0
  const { url } = await listenHttp((request, response) => {
    got += 1
    request.resume()
    setTimeout(() => response.end(), 300)
  })
  const channel = await world.channel({ webhookUrl: url })
  for (let index = 0; index < 40; index += 1) await accept(world, channel)
  const worker = startWorker(world)
  await vi.waitFor(() => expect(got).toBe(4), soon)
  await worker.close()
  expect(got).toBe(4)
  const rows = await deliveriesOf(world, channel)
  expect(rows.filter(({ state }) => state === 'delivered')).toHaveLength(4)
  const waiting = rows.filter(({ state }) => state === 'pending')
  expect(
    waiting.map(({ leaseUntilMs, nextAttemptAtMs, createdAtMs }) => [leaseUntilMs, nextAttemptAtMs === createdAtMs]),
  ).toEqual(Array(36).fill([null, true]))
})

it('a suspended channel is probed with one delivery; when that arrives all are sent', async () => {
  const world = await makeQueueWorld()
  const bot = await startBot((nth) => (nth === 1 ? 503 : 200))
  const channel = await world.channel({ webhookUrl: bot.url })
  for (let index = 0; index < 10; index += 1) await accept(world, channel)
  const { nowMs } = world
  await world.database.tamper(`INSERT INTO channel_deliveries ("channelNo", "failingSinceMs", "failuresInARow",
    "suspendedAtMs", "nextProbeAtMs") VALUES (${channel.no}, 1, 50, ${nowMs}, ${nowMs + 300})`)
  const worker = startWorker(world)
  await vi.waitFor(async () => expect((await stateOf(world, channel))[0]?.state).toBe('failed'), soon)
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(bot.got).toHaveLength(1)
  expect(bot.got[0]?.atMs).toBeGreaterThanOrEqual(nowMs + 290)
  await world.database.tamper(`UPDATE channel_deliveries SET "nextProbeAtMs" = ${nowMs}`)
  worker.wake()
  await vi.waitFor(() => expect(bot.got).toHaveLength(10), soon)
  await vi.waitFor(async () => {
    const states = (await stateOf(world, channel)).map(({ state }) => state)
    expect(states).toEqual(['failed', ...Array(9).fill('delivered')])
  }, soon)
})
