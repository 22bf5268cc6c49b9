import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, attempt, counts, startApi } from './support/api.ts'
import { type Bot, startBot } from './support/bot.ts'

let api: Api
let bot: Bot
beforeAll(async () => {
  api = await startApi()
  bot = await startBot()
})
afterAll(async () => {
  await bot.close()
  await api.server.stop()
})

const path = (channelId: string) => `/api/v1/channels/${channelId}`
const record = async (channelId: string, ...attempts: Record<string, unknown>[]) => {
  const answer = await api.post(`${path(channelId)}/attempts`, { attempts })
  expect(answer.body).toEqual({ message: 'success', accepted: attempts.length, duplicates: 0 })
}
const listed = async (channelId: string): Promise<Record<string, boolean>> => {
  const { body } = await api.get(`${path(channelId)}/attempts?limit=200`)
  return Object.fromEntries(body.attempts.map((one: { id: string; counted: boolean }) => [one.id, one.counted]))
}
const todoku = async (...args: string[]) => {
  const { code, stdout, stderr } = await api.server.todoku(args)
  expect({ code, stderr }, stdout).toMatchObject({ code: 0 })
}

/** After it has been looked at: switched off and on, rebuilt, restarted, nothing about it may change. */
async function expectForGood(channelId: string, counted: { attempts: number; errors: number }): Promise<void> {
  expect(await counts(api, channelId)).toEqual(counted)
  await api.patch(path(channelId), { errorStatistics: false })
  await api.patch(path(channelId), { errorStatistics: true })
  expect(await counts(api, channelId)).toEqual(counted)
  await todoku('rebuild')
  expect(await counts(api, channelId)).toEqual(counted)
  await api.server.restart()
  expect(await counts(api, channelId)).toEqual(counted)
  await todoku('check')
}

test('what happened while the statistics were off is listed, and never counted', async () => {
  const { id } = await api.channel()
  await record(id, attempt({ id: 'on' }), attempt({ id: 'on, fine', outcome: { status: 200 } }))

  expect((await api.patch(path(id), { errorStatistics: false })).body.channel.errorStatistics).toBe(false)
  const offAt = Date.now()
  await record(id, attempt({ id: 'off' }), attempt({ id: 'off, fine', outcome: { status: 200 } }))
  const offUntil = Date.now()

  await api.patch(path(id), { errorStatistics: true })
  await record(id, attempt({ id: 'on again' }))
  // A late report is judged by the time that it is about, not by the time it comes.
  await record(id, attempt({ id: 'late', startedAt: Math.floor((offAt + offUntil) / 2) }))

  const counted = { on: true, 'on, fine': true, off: false, 'off, fine': false, 'on again': true, late: false }
  expect(await listed(id)).toEqual(counted)
  await expectForGood(id, { attempts: 3, errors: 2 })
  expect(await listed(id)).toEqual(counted)
})

test('turning "use webhook" off turns the statistics off with it', async () => {
  const { id } = await api.channel()
  expect((await api.patch(path(id), { useWebhook: false })).body.channel).toMatchObject({
    useWebhook: false,
    errorStatistics: false,
  })
  await record(id, attempt({ id: 'off' }))
  await api.patch(path(id), { useWebhook: true })
  await record(id, attempt({ id: 'still off' }))
  expect(await listed(id)).toEqual({ off: false, 'still off': false })
  const { body } = await api.get(`${path(id)}/aggregation-periods`)
  expect(body.periods).toMatchObject([{ endReason: 'use_webhook_off', startedBy: expect.stringMatching(/^key:/) }])
  await expectForGood(id, { attempts: 0, errors: 0 })
})

test('a channel whose statistics were never on counts nothing', async () => {
  const { id } = await api.channel({ errorStatistics: false })
  await record(id, attempt({ id: 'before' }))
  await api.patch(path(id), { errorStatistics: true })
  expect(await listed(id)).toEqual({ before: false })
  await expectForGood(id, { attempts: 0, errors: 0 })
})

test('verification never counts: recorded or made here, successful or failed', async () => {
  const { id } = await api.channel({ webhookUrl: bot.url })
  await record(id, attempt({ id: 'counted' }))
  await record(
    id,
    attempt({ id: 'recorded, failed', purpose: 'verification' }),
    attempt({ id: 'recorded, fine', purpose: 'verification', outcome: { status: 200 } }),
  )
  bot.answerWith(200)
  const fine = await api.post(`${path(id)}/verify`)
  expect(fine.body.attempt).toMatchObject({ purpose: 'verification', counted: false, outcome: { state: 'delivered' } })
  bot.answerWith(500)
  const failed = await api.post(`${path(id)}/verify`)
  expect(failed.body.attempt).toMatchObject({ purpose: 'verification', counted: false, outcome: { detail: '500' } })

  const counted = {
    counted: true,
    'recorded, failed': false,
    'recorded, fine': false,
    [fine.body.attempt.id]: false,
    [failed.body.attempt.id]: false,
  }
  expect(await listed(id)).toEqual(counted)
  await expectForGood(id, { attempts: 1, errors: 1 })
  expect(await listed(id)).toEqual(counted)
})
