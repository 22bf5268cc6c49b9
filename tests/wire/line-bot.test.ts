import { createHmac } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type LineBot, startLineBot } from '../support/line-bot.ts'

const channelSecret = 'the-secret-of-the-channel'
const destination = `U${'1'.repeat(32)}`
let bot: LineBot
beforeAll(async () => {
  bot = await startLineBot({ channelSecret })
})
afterAll(() => bot.close())
beforeEach(() => {
  bot.accepted.length = 0
  bot.rejected.length = 0
})

const sign = (body: string) => createHmac('sha256', channelSecret).update(body).digest('base64')
const post = (body: string, signature: string | null) =>
  fetch(bot.url, { method: 'POST', body, headers: signature === null ? {} : { 'x-line-signature': signature } })

test('LINE’s middleware lets through what is signed, bytes and events kept', async () => {
  const body = `{"destination":"${destination}", "events":[{"type":"unfollow","timestamp":1}]}`
  expect((await post(body, sign(body))).status).toBe(200)
  expect(bot.accepted).toMatchObject([{ path: '/webhook', destination, events: [{ type: 'unfollow' }] }])
  expect(bot.accepted[0]?.body.toString()).toBe(body)
  expect(bot.rejected).toEqual([])
})

test('it rejects what was tampered with by one byte, what is unsigned, and what is no JSON', async () => {
  const body = `{"destination":"${destination}","events":[]}`
  expect((await post(body.replace('U1', 'U2'), sign(body))).status).toBe(401)
  expect((await post(body, null)).status).toBe(401)
  expect((await post('no JSON', sign('no JSON'))).status).toBe(400)
  expect(bot.rejected.map(({ status, reason }) => `${status} ${reason}`)).toEqual([
    '401 signature validation failed',
    '401 no signature',
    expect.stringMatching(/^400 /),
  ])
  expect(bot.accepted).toEqual([])
})

test('it answers as it is told, and counts what was cut off', async () => {
  bot.answerWith((_webhook, response) => void response.writeHead(503).end('down'))
  const body = `{"destination":"${destination}","events":[]}`
  expect((await post(body, sign(body))).status).toBe(503)
  expect(bot.accepted).toHaveLength(1)
  const cut = request(bot.url, { method: 'POST', headers: { 'content-length': 100 } })
  cut.on('error', () => {})
  cut.write('{')
  await vi.waitFor(() => expect(cut.socket?.bytesWritten).toBeGreaterThan(0))
  cut.destroy()
  await vi.waitFor(() => expect(bot.cutOff()).toBe(1))
})
