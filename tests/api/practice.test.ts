import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { PRACTICE_CASES } from '@/lib/domain/practice-cases.ts'
import { type Api, type Body, expectRefusal, startApi } from './support/api.ts'

let api: Api
beforeAll(async () => {
  // Nothing is opened: the practice bot's own addresses are the one opening, and only for practice channels.
  api = await startApi({ WEBHOOK_ALLOW_CIDRS: '', WEBHOOK_ALLOW_HTTP: '' })
})
afterAll(() => api.server.stop())

const run = async (): Promise<Body> => (await api.get('/api/v1/practice')).body.run
const until = async (state: string) => {
  for (let n = 0; n < 200; n++) {
    const latest = await run()
    if (latest?.state === state) return latest
    await sleep(100)
  }
  throw new Error(`the practice run was never ${state}`)
}
const details = new Set(
  PRACTICE_CASES.flatMap(({ expected, weight }) => (expected === 'delivered' || weight === 0 ? [] : [expected.detail])),
)
const check = async () => {
  const { code, stdout, stderr } = await api.server.todoku(['check'])
  expect({ code, stderr }, stdout).toMatchObject({ code: 0 })
}

let channelId: string

test('a run makes the practice channel and fails in every way, for real', async () => {
  expect(await run()).toBeNull()
  const { status, body } = await api.post('/api/v1/practice', { seconds: 5, name: '練習ボット' })
  expect(status).toBe(201)
  expect(body.channel).toMatchObject({ name: '練習ボット', practice: true, useWebhook: true, errorStatistics: true })
  expect(body.run).toMatchObject({ state: 'running', channelId: body.channel.id, totalMs: 5000 })
  expectRefusal(await api.post('/api/v1/practice'), 409, 'practice_running')
  channelId = body.channel.id

  const finished = await until('finished')
  expect(new Set(Object.keys(finished.byDetail))).toEqual(details)
  const failed = Object.values<number>(finished.byDetail).reduce((sum, count) => sum + count, 0)
  expect(finished).toMatchObject({ failed, elapsedMs: 5000 })
  expect(finished.sent).toBeGreaterThan(failed)

  const { data } = (await api.get(`/api/v1/channels/${channelId}/statistics/errors?bucket=1h`)).body
  expect([data.attempts, data.errors]).toEqual([finished.sent, finished.failed])
  const counted = data.causes.flatMap((cause: Body) => cause.details).map((one: Body) => [one.detail, one.errors])
  expect(Object.fromEntries(counted)).toEqual(finished.byDetail)

  const { attempts } = (await api.get(`/api/v1/channels/${channelId}/attempts?purpose=verification`)).body
  expect(attempts.map((one: Body) => [one.counted, one.outcome.state]).sort()).toEqual([
    [false, 'delivered'],
    [false, 'failed'],
  ])
  await check()
})

test('the practice channel can be verified, and only it reaches the bot', async () => {
  const verified = await api.post(`/api/v1/channels/${channelId}/verify`)
  expect(verified.body.attempt).toMatchObject({ counted: false, outcome: { state: 'delivered' } })
  const { webhookUrl } = (await api.get(`/api/v1/channels/${channelId}`)).body.channel
  const { port } = new URL(webhookUrl)
  const other = await api.channel()
  const reach = (url: string) => api.post(`/api/v1/channels/${other.id}/verify`, { webhookUrl: url })
  expectRefusal(await reach(`https://127.0.0.1:${port}/webhook`), 422, 'address_denied')
  expect((await reach(webhookUrl)).body.attempt.outcome.detail).toBe('Unknown host')
})

test('a new server’s bot has new ports; the channel follows when it is verified', async () => {
  await api.server.restart()
  expect(await run()).toBeNull()
  const verified = await api.post(`/api/v1/channels/${channelId}/verify`)
  expect(verified.body.attempt.outcome).toMatchObject({ state: 'delivered' })
  const { webhookUrl } = (await api.get(`/api/v1/channels/${channelId}`)).body.channel
  expect(verified.body.attempt.url).toBe(webhookUrl)
})

test('a run can be stopped, and begun again in the same channel', async () => {
  const { body } = await api.post('/api/v1/practice', { seconds: 60 })
  expect(body.channel.id).toBe(channelId)
  await sleep(1_500)
  const stopped = await api.delete('/api/v1/practice')
  expect(stopped.body.run.state).toBe('stopped')
  await sleep(6_000)
  const later = await run()
  await sleep(500)
  expect(await run()).toEqual(later)
  expect(later.elapsedMs).toBeLessThan(9_000)
})

/** The processes that the server started: the practice bot. */
const bots = async (): Promise<number[]> => {
  const server = readFileSync(join(api.server.dataDir, 'todoku.pid'), 'utf8').trim()
  const { stdout } = await promisify(execFile)('pgrep', ['-P', server])
  return stdout.trim().split('\n').map(Number)
}
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
const pendingDeliveries = () => {
  const database = new Database(join(api.server.dataDir, 'todoku.db'), { readonly: true })
  const row = database.prepare("SELECT count(*) AS pending FROM deliveries WHERE state = 'pending'").get()
  database.close()
  return row
}

test.each(['SIGTERM', 'SIGKILL'])(
  'the end of the server by %s leaves no delivery pending and no bot behind',
  async (signal) => {
    await api.post('/api/v1/practice', { seconds: 60 })
    await sleep(2_000)
    const left = await bots()
    expect(left).toHaveLength(1)
    if (signal === 'SIGKILL') await api.server.kill9()
    await api.server.restart()
    expect(await run()).toBeNull()
    expect(pendingDeliveries()).toEqual({ pending: 0 })
    await vi.waitFor(() => expect(left.filter(isAlive)).toEqual([]), 5_000)
    await check()
  },
)

test('a bot that ends takes its run with it, and what was in flight is no failure of a bot', async () => {
  await api.post('/api/v1/practice', { seconds: 60 })
  await sleep(2_000)
  for (const pid of await bots()) process.kill(pid, 'SIGKILL')
  const stopped = await until('stopped')
  expect(pendingDeliveries()).toEqual({ pending: 0 })
  await check()
  const { attempts } = (await api.get(`/api/v1/channels/${channelId}/attempts?from=${stopped.startedAtMs}&limit=200`))
    .body
  expect(attempts.filter((one: Body) => one.purpose === 'delivery')).toHaveLength(stopped.sent)
  expect((await api.post('/api/v1/practice', { seconds: 5 })).status).toBe(201)
  expect(Object.keys((await until('finished')).byDetail).length).toBe(details.size)
})

test.each([[{ seconds: 4 }], [{ seconds: 61 }], [{ seconds: 'long' }], [{ minutes: 1 }], [[]]])(
  '%j starts nothing',
  async (body) => {
    const before = await run()
    expectRefusal(await api.post('/api/v1/practice', body), 400, 'invalid_request')
    expect(await run()).toEqual(before)
  },
)

test('a key of a channel neither starts nor stops it, nor sees a run of another', async () => {
  const mine = await api.channel()
  const { body } = await api.post('/api/v1/keys', { name: 'mine', channelId: mine.id })
  const key = { key: body.secret }
  expectRefusal(await api.post('/api/v1/practice', {}, key), 404, 'not_found')
  expectRefusal(await api.delete('/api/v1/practice', key), 404, 'not_found')
  expect((await api.get('/api/v1/practice', key)).body.run).toBeNull()
})
