import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { attemptsAnswer } from '@/lib/http/schemas/attempt.ts'
import { campaignsAnswer, dataSeriesAnswer, sendsAnswer } from '@/lib/http/schemas/send.ts'
import { type Answer, type Api, attempt, type Body, expectRefusal, startApi } from './support/api.ts'
import { type Bot, startBot } from './support/bot.ts'

// s1 of spring: 200, 503. s2: 404. spring without a send: 503. s3 of autumn: a verification, which is not counted.
const ATTEMPTS = [
  { outcome: { status: 200 }, sendId: 's1' },
  { outcome: { status: 503 }, sendId: 's1', campaignId: 'spring' },
  { outcome: { status: 404 }, sendId: 's2' },
  { outcome: { status: 503 }, campaignId: 'spring' },
  { outcome: { status: 500 }, sendId: 's3', campaignId: 'autumn', purpose: 'verification' },
]

let api: Api
let bot: Bot
let channelId: string
let channelKey: string
const day = new Date().toISOString().slice(0, 10)

async function keyFor(id: string, scopes = ['statistics:read']): Promise<string> {
  const { body } = await api.post('/api/v1/keys', { name: 'k', channelId: id, scopes })
  return body.secret
}

beforeAll(async () => {
  api = await startApi()
  bot = await startBot()
  channelId = (await api.channel({ timezone: 'UTC' })).id
  channelKey = await keyFor(channelId)
  const answer = await api.post(`/api/v1/channels/${channelId}/attempts`, {
    attempts: ATTEMPTS.map((more, index) => attempt({ id: String(index), ...more })),
  })
  expect(answer.body).toEqual({ message: 'success', accepted: 5, duplicates: 0 })
})
afterAll(async () => {
  await bot.close()
  await api.server.stop()
})

const path = (of: string) => `/api/v1/channels/${channelId}/${of}`
const figuresOf = ({ sendId, campaignId, sends, sent, errors, share }: Body) => [
  sends === undefined ? sendId : sends,
  campaignId,
  sent,
  errors,
  share,
]
const daysOf = ({ body }: Answer) => body.data?.map(({ messages }: Body) => messages.webhook)

describe('the lists', () => {
  test('have the sends and campaigns of the channel with what was counted', async () => {
    const { body } = await api.get(path('sends'), { key: channelKey })
    expect(() => sendsAnswer.parse(body)).not.toThrow()
    expect(body.sends.map(figuresOf)).toEqual([
      [null, 'spring', 1, 1, 1],
      ['s3', 'autumn', 0, 0, null],
      ['s2', null, 1, 1, 1],
      ['s1', 'spring', 2, 1, 0.5],
    ])
    const [, s3, , s1] = body.sends
    expect([s3.firstAt, s3.lastAt]).toEqual([null, null])
    expect(Date.parse(s1.lastAt)).toBeGreaterThanOrEqual(Date.parse(s1.firstAt))

    const campaigns = await api.get(path('campaigns'), { key: channelKey })
    expect(() => campaignsAnswer.parse(campaigns.body)).not.toThrow()
    expect(campaigns.body.campaigns.map(figuresOf)).toEqual([
      [1, 'autumn', 0, 0, null],
      [1, 'spring', 3, 2, 2 / 3],
    ])
  })

  test('go page by page, and one campaign at a time', async () => {
    const first = (await api.get(path('sends?limit=3'))).body
    const rest = (await api.get(path(`sends?limit=3&cursor=${first.nextCursor}`))).body
    expect([first.sends.length, rest.sends.map(figuresOf), rest.nextCursor]).toEqual([
      3,
      [['s1', 'spring', 2, 1, 0.5]],
      null,
    ])
    const { body } = await api.get(path('sends?campaignId=spring'))
    expect(body.sends.map(({ sendId }: Body) => sendId)).toEqual([null, 's1'])
  })

  test.each(['sends?cursor=x', 'sends?limit=0', 'campaigns?campaignId=a', 'campaigns?limit=201'])(
    '%s is refused',
    async (wrong) => {
      expectRefusal(await api.get(path(wrong)), 400, 'invalid_request')
    },
  )

  test('are nobody else’s', async () => {
    const other = await keyFor((await api.channel()).id)
    const writer = await keyFor(channelId, ['attempts:write'])
    for (const of of ['sends', 'campaigns']) {
      expectRefusal(await api.get(path(of), { key: null }), 401, 'unauthorized')
      for (const key of [other, writer]) expectRefusal(await api.get(path(of), { key }), 404, 'not_found')
    }
  })

  test('filter attempts and statistics', async () => {
    const attempts = await api.get(path('attempts?campaignId=spring'))
    expect(() => attemptsAnswer.parse(attempts.body)).not.toThrow()
    expect(attempts.body.attempts.map(({ id, sendId, campaignId }: Body) => [id, sendId, campaignId])).toEqual([
      ['3', null, 'spring'],
      ['1', 's1', 'spring'],
      ['0', 's1', 'spring'],
    ])
    const statistics = async (query: string) => {
      const { data } = (await api.get(path(`statistics/errors?${query}&to=${Date.now() + 60_000}`))).body
      return [data.attempts, data.errors]
    }
    expect(await statistics('campaignId=spring')).toEqual([3, 2])
    expect(await statistics('sendId=s1')).toEqual([2, 1])
    expect(await statistics('campaignId=spring&sendId=s2')).toEqual([0, 0])
    expect(await statistics('campaignId=autumn')).toEqual([0, 0])
  })
})

describe('the series of days', () => {
  test.each(['/sends/data_series', '/send/data_series'])('of a send at %s', async (series) => {
    const answer = await api.get(`${series}?send_id=s1&length=3`, { key: channelKey })
    expect(() => dataSeriesAnswer.parse(answer.body)).not.toThrow()
    expect(answer.body.data.at(-1)).toEqual({ time: day, messages: { webhook: [{ sent: 2, errors: 1 }] } })
    expect(daysOf(answer)).toEqual([[{ sent: 0, errors: 0 }], [{ sent: 0, errors: 0 }], [{ sent: 2, errors: 1 }]])
    // As Braze's clients ask, who always name the campaign.
    const full = await api.get(`${series}?campaign_id=spring&send_id=s1&length=1&ending_at=${day}T23:59:59%2B00:00`)
    expect(daysOf(full)).toEqual([[{ sent: 2, errors: 1 }]])
    const before = new Date(Date.parse(day) - 1).toISOString()
    expect(daysOf(await api.get(`${series}?send_id=s1&length=1&ending_at=${before}`))).toEqual([
      [{ sent: 0, errors: 0 }],
    ])
  })

  test('of a campaign', async () => {
    const answer = await api.get('/campaigns/data_series?campaign_id=spring&length=100')
    expect(() => dataSeriesAnswer.parse(answer.body)).not.toThrow()
    expect(answer.body.data).toHaveLength(100)
    expect(daysOf(answer).at(-1)).toEqual([{ sent: 3, errors: 2 }])
  })

  test.each([
    ['/sends/data_series?length=1', /^send_id/],
    ['/send/data_series?send_id=s1', /^length/],
    ['/sends/data_series?send_id=s1&length=0', /^length: must be a whole number from 1 to 100/],
    ['/sends/data_series?send_id=s1&length=101', /^length: must be a whole number from 1 to 100/],
    ['/sends/data_series?send_id=s1&length=1.5', /^length/],
    ['/sends/data_series?send_id=s1&length=1&ending_at=yesterday', /^ending_at/],
    ['/sends/data_series?send_id=s1&length=1&ending_at=9999999999999999', /^ending_at/],
    ['/campaigns/data_series?length=1', /^campaign_id/],
    ['/campaigns/data_series?campaign_id=spring&send_id=s1&length=1', /send_id/],
  ])('%s is refused', async (wrong, message) => {
    const answer = await api.get(wrong)
    expectRefusal(answer, 400, 'invalid_request')
    expect(answer.body.message).toMatch(message)
  })

  test('of what the key does not know is none', async () => {
    const other = await keyFor((await api.channel()).id)
    for (const [url, key] of [
      ['/sends/data_series?send_id=none&length=1', channelKey],
      ['/sends/data_series?send_id=s2&campaign_id=spring&length=1', channelKey],
      ['/send/data_series?send_id=s1&length=1', other],
      ['/campaigns/data_series?campaign_id=s1&length=1', channelKey],
    ]) {
      expectRefusal(await api.get(String(url), { key }), 404, 'not_found')
    }
    expectRefusal(await api.get('/sends/data_series?send_id=s1&length=1', { key: null }), 401, 'unauthorized')
  })

  test('a key of the instance names the channel where several know the id', async () => {
    const twin = (await api.channel()).id
    await api.post(`/api/v1/channels/${twin}/attempts`, { attempts: [attempt({ sendId: 'twin' })] })
    await api.post(`/api/v1/channels/${channelId}/attempts`, { attempts: [attempt({ sendId: 'twin' })] })
    const url = '/sends/data_series?send_id=twin&length=1'
    const answer = await api.get(url)
    expectRefusal(answer, 400, 'invalid_request')
    expect(answer.body.message).toContain('channel_id')
    expect(daysOf(await api.get(`${url}&channel_id=${twin}`))).toEqual([[{ sent: 1, errors: 1 }]])
    expect(daysOf(await api.get(url, { key: channelKey }))).toEqual([[{ sent: 1, errors: 1 }]])
  })
})

describe('a delivery', () => {
  const deliver = async (id: string, more: object) =>
    api.post(`/api/v1/channels/${id}/deliveries`, { body: { events: [{ type: 'follow' }] }, ...more })
  const attemptsOf = async (deliveryId: string): Promise<Body[]> => {
    const read = async () => (await api.get(`/api/v1/deliveries/${deliveryId}`)).body
    await vi.waitFor(async () => expect((await read()).delivery.state).not.toBe('pending'), 10_000)
    return (await read()).attempts
  }

  test('carries or asks for a send, is told its id, and its attempt keeps both', async () => {
    const { id } = await api.channel({ webhookUrl: bot.url })
    const asked = await deliver(id, { sendId: true, campaignId: 'welcome' })
    expect(asked.status, asked.text).toBe(202)
    expect(asked.body.send_id).toMatch(/^.{26}$/)
    const again = await deliver(id, { sendId: asked.body.send_id })
    expect(again.body).toMatchObject({ send_id: asked.body.send_id, delivery: { campaignId: 'welcome' } })
    const alone = await deliver(id, { campaignId: 'welcome' })
    expect(alone.body).toMatchObject({ delivery: { sendId: null, campaignId: 'welcome' } })
    expect(alone.body).not.toHaveProperty('send_id')

    const named = { sendId: asked.body.send_id, campaignId: 'welcome' }
    expect(await attemptsOf(asked.body.delivery.id)).toMatchObject([named])
    expect(await attemptsOf(again.body.delivery.id)).toMatchObject([named])
    expect(await attemptsOf(alone.body.delivery.id)).toMatchObject([{ sendId: null, campaignId: 'welcome' }])
    const { campaigns } = (await api.get(`/api/v1/channels/${id}/campaigns`)).body
    expect(campaigns.map(figuresOf)).toEqual([[1, 'welcome', 3, 0, 0]])
    const ids = async (query: string) =>
      (await api.get(`/api/v1/channels/${id}/deliveries?${query}`)).body.deliveries.map((one: Body) => one.id)
    expect(await ids('campaignId=welcome')).toEqual([alone, again, asked].map(({ body }) => body.delivery.id))
    expect(await ids(`sendId=${asked.body.send_id}`)).toEqual([again, asked].map(({ body }) => body.delivery.id))
    expect(await ids('campaignId=none')).toEqual([])
  })

  test('of a send of another campaign is refused, and so is such an attempt', async () => {
    const { id } = await api.channel({ webhookUrl: bot.url })
    expect((await deliver(id, { sendId: 's', campaignId: 'a' })).status).toBe(202)
    expectRefusal(await deliver(id, { sendId: 's', campaignId: 'b' }), 400, 'send_of_another_campaign')
    const attempts = [attempt({ sendId: 's', campaignId: 'b' }), attempt({ sendId: 's', campaignId: 'a' })]
    const answer = await api.post(`/api/v1/channels/${id}/attempts`, { attempts })
    expect(answer.body).toMatchObject({
      accepted: 1,
      errors: [{ index: 0, code: 'send_of_another_campaign', field: 'campaignId' }],
    })
    expect((await api.get(`/api/v1/channels/${id}/campaigns`)).body.campaigns).toHaveLength(1)
  })
})
