import { createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { ulid } from 'ulid'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type Answer, type Api, type Body, expectRefusal, startApi } from './support/api.ts'
import { type MoodyBot, startMoodyBot } from './support/moody-bot.ts'

let api: Api
let bot: MoodyBot
let channel: Body
let redeliver: string
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.server.stop())

const SECRET = 'a-secret-of-this-test'

/** Webhooks of one event each, as LINE sends them. */
async function accept(count: number): Promise<string[]> {
  const taken = Array.from({ length: count }, async () => {
    const event = { type: 'unfollow', webhookEventId: ulid(), deliveryContext: { isRedelivery: false } }
    const raw = JSON.stringify({ destination: `U${'0'.repeat(32)}`, events: [event] })
    const signature = createHmac('sha256', SECRET).update(raw).digest('base64')
    const options = { key: null, raw, headers: { 'x-line-signature': signature } }
    const answer = await api.post(`/in/${channel.id}`, undefined, options)
    expect(answer.status, answer.text).toBe(200)
  })
  await Promise.all(taken)
  const { body } = await api.get(`/api/v1/channels/${channel.id}/deliveries?limit=200`)
  return body.deliveries.map(({ id }: Body) => id)
}

const readLedger = async (): Promise<Body> => (await api.get(`/api/v1/channels/${channel.id}/ledger`)).body

async function until<T>(look: () => Promise<T>, isSo: (value: T) => boolean): Promise<T> {
  for (const deadline = Date.now() + 20_000; ; await sleep(50)) {
    const value = await look()
    if (isSo(value)) return value
    expect(Date.now(), JSON.stringify(value)).toBeLessThan(deadline)
  }
}

const run = async (runId: string): Promise<Body> => (await api.get(`/api/v1/redeliveries/${runId}`)).body.run
const change = (runId: string, verb: string) => api.post(`/api/v1/redeliveries/${runId}/${verb}`)
const allOfThem = () => ({ from: 0, to: Date.now() + 1000 })
const start = async (): Promise<Body> => {
  const answer = await api.post(redeliver, allOfThem())
  expect(answer.status, answer.text).toBe(202)
  return answer.body.run
}

/** A channel of its own with `count` deliveries that failed, because its bot was down. */
async function failing(count: number): Promise<string[]> {
  bot = await startMoodyBot()
  onTestFinished(bot.goDown)
  await bot.goDown()
  channel = await api.channel({ webhookUrl: bot.url, channelSecret: SECRET })
  redeliver = `/api/v1/channels/${channel.id}/redeliver`
  const ids = await accept(count)
  await until(readLedger, ({ failed }) => failed === count)
  return ids
}

describe('a run', () => {
  test('is halted by its canary while the bot is down, and nothing else is touched', async () => {
    await failing(12)
    const { body } = await api.post(redeliver, { ...allOfThem(), dryRun: true })
    expect(body.preview).toMatchObject({
      total: 12,
      ages: { underOneMinute: 12, underTwentyMinutes: 0, older: 0 },
      processed: { no: 12, maybe: 0, yes: 0 },
      byReason: [{ state: 'failed', reason: 'Connection failed', cause: 'could_not_connect', deliveries: 12 }],
    })
    const begun = await start()
    const halted = await until(
      () => run(begun.id),
      ({ state }) => state === 'halted',
    )
    expect(halted.progress).toEqual({ total: 12, waiting: 11, sent: 0, delivered: 0, failed: 1, skipped: 0 })
    const { attempts } = (await api.get(`/api/v1/channels/${channel.id}/attempts?limit=200`)).body
    expect(attempts.map(({ purpose }: Body) => purpose).sort()).toEqual([...Array(12).fill('delivery'), 'redelivery'])
    expect(await readLedger()).toMatchObject({ accepted: 12, delivered: 0, pending: 0, failed: 12, skipped: 0 })
    expectRefusal(await change(begun.id, 'resume'), 409, 'run_is_over')
  })

  test('delivers all of them once the bot is up, each once, and says so on the chart', async () => {
    await failing(80)
    await bot.comeUp()
    const begun = await start()
    const finished = await until(
      () => run(begun.id),
      ({ endedAt }) => endedAt !== null,
    )
    expect(finished).toMatchObject({ state: 'finished', progress: { total: 80, delivered: 80, waiting: 0, sent: 0 } })
    expect([...bot.processed.values()]).toEqual(Array(80).fill(1))
    expect(bot.redelivered).toBe(80)
    expect(await readLedger()).toMatchObject({ accepted: 80, delivered: 80, pending: 0, failed: 0, skipped: 0 })
    expectRefusal(await api.post(redeliver, allOfThem()), 409, 'nothing_to_redeliver')
    const statistics = await api.get(`/api/v1/channels/${channel.id}/statistics/errors?to=${Date.now() + 60_000}`)
    expect(statistics.body.data.marks).toContainEqual(
      expect.objectContaining({ kind: 'redelivery_run', label: begun.id }),
    )
    const { runs } = (await api.get(`/api/v1/channels/${channel.id}/redeliveries`)).body
    expect(runs).toEqual([finished])
  })

  test('of all that match more than a range has what all of it says, and says what it was', async () => {
    await failing(2)
    const { body } = await api.get(`/api/v1/channels/${channel.id}/deliveries`)
    const [{ webhookEventId }] = body.deliveries
    const wanted = { ...allOfThem(), source: 'gateway', webhookEventId }
    expect((await api.post(redeliver, { ...wanted, dryRun: true })).body.preview.total).toBe(1)
    expectRefusal(await api.post(redeliver, { ...wanted, sendId: 's' }), 409, 'nothing_to_redeliver')
    const { chosen, progress } = (await api.post(redeliver, wanted)).body.run
    expect(progress.total).toBe(1)
    const unsaid = { cause: [], detail: [], state: [], sendId: null, campaignId: null }
    expect(chosen).toMatchObject({ source: 'gateway', webhookEventId, ...unsaid })
  })

  test('is paused and resumed', async () => {
    await failing(100)
    await bot.comeUp()
    bot.answerWith(200, 200)
    const begun = await start()
    await until(
      () => run(begun.id),
      ({ progress }) => progress.delivered > 5,
    )
    expect((await change(begun.id, 'pause')).body.run.state).toBe('paused')
    expectRefusal(await api.post(redeliver, allOfThem()), 409, 'run_going_on')
    const paused = await until(
      () => run(begun.id),
      ({ progress }) => progress.sent === 0,
    )
    expect(paused.progress.waiting).toBeGreaterThan(0)
    const arrived = bot.processed.size
    await sleep(300)
    expect([bot.processed.size, (await run(begun.id)).progress]).toEqual([arrived, paused.progress])
    bot.answerWith(200)
    expect((await change(begun.id, 'resume')).body.run.state).toBe('running')
    await until(
      () => run(begun.id),
      ({ state }) => state === 'finished',
    )
    expect([...bot.processed.values()]).toEqual(Array(100).fill(1))
  })

  test('is stopped: what waits stays as it was', async () => {
    await failing(100)
    await bot.comeUp()
    bot.answerWith(200, 200)
    const begun = await start()
    await until(
      () => run(begun.id),
      ({ progress }) => progress.delivered > 5,
    )
    expect((await change(begun.id, 'stop')).body.run).toMatchObject({ state: 'stopped', endedAt: expect.any(String) })
    const { progress } = await until(
      () => run(begun.id),
      (stopped) => stopped.progress.sent === 0,
    )
    expect(progress.waiting).toBeGreaterThan(0)
    await sleep(200)
    expect(bot.processed.size).toBe(progress.delivered)
    expect(await readLedger()).toMatchObject({
      accepted: 100,
      delivered: progress.delivered,
      failed: progress.waiting,
      pending: 0,
    })
  })

  test.each(['restart', 'kill9'] as const)('goes on after a %s in the middle', async (end) => {
    await failing(100)
    await bot.comeUp()
    bot.answerWith(200, 200)
    const begun = await start()
    await until(
      () => run(begun.id),
      ({ progress }) => progress.delivered > 5,
    )
    if (end === 'kill9') await api.server.kill9()
    await api.server.restart()
    bot.answerWith(200)
    const finished = await until(
      () => run(begun.id),
      ({ state }) => state === 'finished',
    )
    expect(finished.progress).toEqual({ total: 100, waiting: 0, sent: 0, delivered: 100, failed: 0, skipped: 0 })
    expect(bot.processed.size).toBe(100)
    // What was on the wire when the process ended may be sent again: at most as many as the channel may have there.
    const extra = [...bot.processed.values()].reduce((sum, times) => sum + times - 1, 0)
    expect(extra).toBeLessThanOrEqual(end === 'kill9' ? 16 : 0)
    expect(await readLedger()).toMatchObject({ accepted: 100, delivered: 100, pending: 0, failed: 0, skipped: 0 })
    const { attempts } = (await api.get(`/api/v1/channels/${channel.id}/attempts?limit=200&purpose=redelivery`)).body
    expect(attempts).toHaveLength(100)
    expect((await api.server.todoku(['check'])).code).toBe(0)
  })

  test('of a channel with redelivery halts at the first failure of its canary, too', async () => {
    await failing(3)
    expect((await api.patch(`/api/v1/channels/${channel.id}`, { redelivery: true })).body.channel.redelivery).toBe(true)
    // What is sent knows of a change within a second.
    await sleep(1_100)
    const begun = await start()
    const halted = await until(
      () => run(begun.id),
      ({ state }) => state === 'halted',
    )
    expect(halted.progress).toMatchObject({ waiting: 2, sent: 1 })
    expect(await readLedger()).toMatchObject({ accepted: 3, delivered: 0, pending: 1, failed: 2, skipped: 0 })
  })
})

describe('one delivery', () => {
  test('is sent again, and the answer says what the bot may have done', async () => {
    const [first = '', second = ''] = await failing(2)
    const again = (id: string): Promise<Answer> => api.post(`/api/v1/deliveries/${id}/redeliver`)
    await bot.comeUp()
    bot.answerWith(200, 300)
    expect((await again(first)).body).toMatchObject({
      message: 'success',
      delivery: { id: first, attempts: 1 },
      processed: 'no',
    })
    expectRefusal(await again(first), 409, 'delivery_pending')
    await until(readLedger, ({ delivered }) => delivered === 1)
    expect((await again(first)).body.processed).toBe('yes')
    await until(readLedger, ({ delivered }) => delivered === 1)
    expect([...bot.processed.values()]).toEqual([2])
    expect(bot.redelivered).toBe(2)
    await api.patch(`/api/v1/channels/${channel.id}`, { useWebhook: false })
    expectRefusal(await again(second), 409, 'use_webhook_is_off')
    expectRefusal(await api.post(redeliver, allOfThem()), 409, 'use_webhook_is_off')
    expectRefusal(await again('nothing'), 404, 'not_found')
  })
})

describe('a request that is not right', () => {
  test('is refused, saying why', async () => {
    await failing(1)
    for (const [body, says] of [
      [{}, 'from'],
      [{ from: 0 }, 'from'],
      [{ from: 0, to: 1, deliveryIds: ['x'] }, 'from'],
      [{ deliveryIds: [] }, 'deliveryIds'],
      [{ ...allOfThem(), cause: 'nothing' }, 'cause'],
      [{ ...allOfThem(), detail: 'Nothing' }, 'detail'],
      [{ ...allOfThem(), state: 'pending' }, 'state'],
      [{ ...allOfThem(), to: 'tomorrow' }, 'to'],
      [{ ...allOfThem(), source: 'practise' }, 'source'],
      [{ ...allOfThem(), webhookEventId: '' }, 'webhookEventId'],
      [{ deliveryIds: ['x'], campaignId: 'c' }, 'from'],
      [{ from: 0, to: 8_640_000_000_000_001 }, 'to'],
      [{ ...allOfThem(), nothing: 1 }, 'nothing'],
    ] as const) {
      const answer = await api.post(redeliver, body)
      expectRefusal(answer, 400, 'invalid_request')
      expect(answer.body.message).toContain(says)
    }
  })

  test('is refused without the right to deliver', async () => {
    await failing(1)
    const reader = await api.server.createKey(['--name', 'r', '--channel', channel.id, '--scope', 'statistics:read'])
    expectRefusal(await api.post(redeliver, { ...allOfThem(), dryRun: true }, { key: reader }), 404, 'not_found')
    expectRefusal(await api.post(redeliver, allOfThem(), { key: reader }), 404, 'not_found')
    const begun = await start()
    for (const verb of ['pause', 'resume', 'stop']) {
      const answer = await api.post(`/api/v1/redeliveries/${begun.id}/${verb}`, undefined, { key: reader })
      expectRefusal(answer, 404, 'not_found')
    }
    expect((await api.get(`/api/v1/redeliveries/${begun.id}`, { key: reader })).body.run.id).toBe(begun.id)
  })
})
