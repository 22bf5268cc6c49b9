import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Api, expectRefusal, startApi } from './support/api.ts'

let api: Api
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.server.stop())

const path = (channelId: string) => `/api/v1/channels/${channelId}`
const line = (more: Record<string, unknown> = {}) => ({ name: 'My bot', kind: 'line', ...more })

test('a channel begins with its switches off, and its generated secret is told once', async () => {
  const { status, body } = await api.post('/api/v1/channels', line())
  expect(status).toBe(201)
  expect(body.message).toBe('success')
  expect(body.channel).toEqual({
    id: expect.stringMatching(/^[0-9A-Z]{26}$/),
    name: 'My bot',
    kind: 'line',
    webhookUrl: null,
    useWebhook: false,
    errorStatistics: false,
    redelivery: false,
    redeliveryFirstMs: 10_000,
    redeliveryWindowMs: 86_400_000,
    concurrency: 16,
    timeoutMs: 2000,
    timezone: 'Asia/Tokyo',
    practice: false,
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    secretSet: true,
    signingSecretSet: false,
    previousSigningUntil: null,
  })
  expect(body.channelSecret).toMatch(/^[0-9a-f]{32}$/)
  const again = await api.get(path(body.channel.id))
  expect(again.body).toEqual({ message: 'success', channel: body.channel })
  expect(again.text).not.toContain(body.channelSecret)
})

test('a secret that its owner has from LINE is kept and never answered', async () => {
  const channelSecret = '0123456789abcdef0123456789abcdef'
  const { body, text } = await api.post('/api/v1/channels', line({ channelSecret }))
  expect(body.channel.secretSet).toBe(true)
  expect(text).not.toContain(channelSecret)
})

test('a braze channel has the longer limit and shows what belongs to its kind', async () => {
  const { body } = await api.post('/api/v1/channels', line({ kind: 'braze' }))
  expect(body.channel).toMatchObject({ kind: 'braze', timeoutMs: 10_000, restEndpoint: null, apiKeySet: false })
})

test('settings change one by one, and the list shows them', async () => {
  const { id } = await api.channel({ name: 'before', timezone: 'UTC' })
  const changed = await api.patch(path(id), { name: 'after', timezone: 'America/New_York', timeoutMs: 1500 })
  expect(changed.body.channel).toMatchObject({ name: 'after', timezone: 'America/New_York', timeoutMs: 1500 })
  const { body } = await api.get('/api/v1/channels')
  expect(body.channels.filter((one: { id: string }) => one.id === id)).toEqual([changed.body.channel])
})

test('error statistics need "use webhook", judged on the state after the change', async () => {
  const { id } = await api.channel({ useWebhook: false, errorStatistics: false })
  expectRefusal(await api.patch(path(id), { errorStatistics: true }), 409, 'use_webhook_is_off')
  expectRefusal(await api.patch(path(id), { useWebhook: false, errorStatistics: true }), 409, 'use_webhook_is_off')
  expect((await api.get(path(id))).body.channel).toMatchObject({ useWebhook: false, errorStatistics: false })
  const both = await api.patch(path(id), { useWebhook: true, errorStatistics: true })
  expect(both.body.channel).toMatchObject({ useWebhook: true, errorStatistics: true })
  const off = await api.patch(path(id), { useWebhook: false })
  expect(off.body.channel).toMatchObject({ useWebhook: false, errorStatistics: false })
  expectRefusal(await api.post('/api/v1/channels', line({ errorStatistics: true })), 409, 'use_webhook_is_off')
})

test('a deleted channel is gone, for its keys too', async () => {
  const { id } = await api.channel()
  const { body } = await api.post('/api/v1/keys', { name: 'its own', channelId: id })
  const gone = await api.delete(path(id))
  expect(gone.body).toMatchObject({ message: 'success', channel: { id } })
  expectRefusal(await api.get(path(id)), 404, 'not_found')
  expectRefusal(await api.delete(path(id)), 404, 'not_found')
  expectRefusal(await api.get('/api/v1/channels', { key: body.secret }), 401, 'unauthorized')
  expect((await api.get('/api/v1/channels')).text).not.toContain(id)
})

test('a key of a channel sees and changes that one, and makes none', async () => {
  const [mine, other] = [await api.channel(), await api.channel()]
  const { body } = await api.post('/api/v1/keys', { name: 'mine', channelId: mine.id })
  const key = { key: body.secret }
  expect((await api.get('/api/v1/channels', key)).body.channels.map((one: { id: string }) => one.id)).toEqual([mine.id])
  expect((await api.patch(path(mine.id), { name: 'renamed' }, key)).status).toBe(200)
  for (const refused of [
    api.get(path(other.id), key),
    api.patch(path(other.id), { name: 'stolen' }, key),
    api.delete(path(other.id), key),
    api.post(`${path(other.id)}/verify`, {}, key),
    api.get(`${path(other.id)}/aggregation-periods`, key),
    api.post('/api/v1/channels', line(), key),
  ]) {
    expectRefusal(await refused, 404, 'not_found')
  }
  expect((await api.get(path(other.id))).body.channel.name).toBe('test')
})

describe('what is wrong with a channel', () => {
  test.each([
    ['no name', { kind: 'line' }],
    ['an empty name', line({ name: '  ' })],
    ['a long name', line({ name: 'x'.repeat(101) })],
    ['an unknown kind', line({ kind: 'fax' })],
    ['a switch that is none', line({ useWebhook: 'yes' })],
    ['a limit of nothing', line({ timeoutMs: 0 })],
    ['a zone that is none', line({ timezone: 'Mars/Base' })],
    ['an offset for a zone', line({ timezone: '+09:00' })],
    ['a short secret', line({ channelSecret: 'abc' })],
    ['a field that is none', line({ errorStatistic: true })],
    ['what only the server decides', line({ practice: true })],
    ['no object', []],
  ])('%s is refused', async (_what, body) => {
    expectRefusal(await api.post('/api/v1/channels', body), 400, 'invalid_request')
  })

  test.each([
    ['nothing', {}],
    ['another kind', { kind: 'braze' }],
    ['a field that is none', { webhookURL: 'https://example.com' }],
    ['no name', { name: null }],
  ])('a change of %s is refused', async (_what, body) => {
    const { id } = await api.channel()
    expectRefusal(await api.patch(path(id), body), 400, 'invalid_request')
  })

  test.each([
    ['no JSON', { raw: '{' }, 400, 'invalid_json'],
    [
      'a form',
      { raw: 'name=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
      'unsupported_media_type',
    ],
    ['64 KiB and more', { raw: JSON.stringify(line({ name: 'x'.repeat(70_000) })) }, 413, 'payload_too_large'],
    ['a compressed body', { raw: '{}', headers: { 'content-encoding': 'br' } }, 415, 'unsupported_media_type'],
  ])('%s is refused', async (_what, options, status, code) => {
    expectRefusal(await api.post('/api/v1/channels', undefined, options), status, code)
  })
})

describe('a URL that is saved', () => {
  test.each([
    'example.com/webhook',
    'ftp://example.com/',
    'https://user@example.com/',
    'https://8.8.8.8\\@127.0.0.1/',
    'https://example.com/a b',
    'https://example.com/../x',
    'https://example.com:22/',
    `https://example.com/${'x'.repeat(500)}`,
  ])('%s is no URL for a webhook', async (webhookUrl) => {
    expectRefusal(await api.post('/api/v1/channels', line({ webhookUrl })), 400, 'invalid_url')
    const { id } = await api.channel()
    expectRefusal(await api.patch(path(id), { webhookUrl }), 400, 'invalid_url')
    expect((await api.get(path(id))).body.channel.webhookUrl).toBeNull()
  })

  test.each([
    'https://10.0.0.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://[fd00:ec2::254]/',
    'https://0xA9FEA9FE/',
    'https://[::ffff:a00:1]/',
  ])('%s is refused, and not saved', async (webhookUrl) => {
    const answer = await api.post('/api/v1/channels', line({ webhookUrl }))
    expectRefusal(answer, 422, 'address_denied')
    expect(answer.body.message).not.toMatch(/\d+\.\d+/)
  })

  test('the server’s own port is closed, though loopback was opened', async () => {
    const own = `${api.server.baseUrl}/api/v1/channels`
    expectRefusal(await api.post('/api/v1/channels', line({ webhookUrl: own })), 422, 'address_denied')
  })

  test('a name that does not resolve is saved, with a remark', async () => {
    const webhookUrl = 'https://nowhere.invalid/webhook'
    const { status, body } = await api.post('/api/v1/channels', line({ webhookUrl }))
    expect(status).toBe(201)
    expect(body.channel.webhookUrl).toBe(webhookUrl)
    expect(body.errors).toMatchObject([{ code: 'host_not_found', field: 'webhookUrl' }])
  })

  test('it can be taken away again', async () => {
    const { id } = await api.channel({ webhookUrl: 'http://127.0.0.1:9999/' })
    expect((await api.patch(path(id), { webhookUrl: null })).body.channel.webhookUrl).toBeNull()
  })
})

test('periods tell when the statistics were on, and who switched them', async () => {
  const { id } = await api.channel()
  await api.patch(path(id), { errorStatistics: false })
  await api.patch(path(id), { errorStatistics: true })
  const { body } = await api.get(`${path(id)}/aggregation-periods`)
  expect(body.periods).toEqual([
    {
      from: expect.any(String),
      to: expect.any(String),
      startedBy: expect.stringMatching(/^key:/),
      endedBy: expect.stringMatching(/^key:/),
      endReason: 'statistics_off',
      importId: null,
    },
    {
      from: expect.any(String),
      to: null,
      startedBy: expect.stringMatching(/^key:/),
      endedBy: null,
      endReason: null,
      importId: null,
    },
  ])
  expect(body.periods[0].to <= body.periods[1].from).toBe(true)
})
