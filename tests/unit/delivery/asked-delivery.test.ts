import { expect, test } from 'vitest'
import { type AskedDelivery, deliveryOf } from '@/lib/delivery/asked-delivery.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'

const nowMs = Date.parse('2026-11-22T00:00:00Z')
const line = { kind: 'line', destination: 'U1', webhookUrl: 'https://bot.example/', restEndpoint: null } as ChannelView
const braze = {
  ...line,
  kind: 'braze',
  webhookUrl: null,
  restEndpoint: 'https://rest.example',
  apiKeySet: true,
} as ChannelView
const asked = (channel: ChannelView, wanted: AskedDelivery) => deliveryOf(channel, wanted, { source: 'api', nowMs })
const textOf = (body: Uint8Array) => Buffer.from(body).toString()

test('what LINE would send is added where it is absent, and nothing else is touched', () => {
  const complete = {
    type: 'message',
    webhookEventId: 'mine',
    timestamp: 1,
    mode: 'standby',
    deliveryContext: { isRedelivery: true },
    later: null,
  }
  const { body, events, eventIds } = asked(line, { body: { events: [{ type: 'follow' }, complete], extra: 1 } })
  const sent = JSON.parse(textOf(body))
  expect(sent).toEqual({
    destination: 'U1',
    events: [
      {
        type: 'follow',
        webhookEventId: expect.stringMatching(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/),
        timestamp: nowMs,
        mode: 'active',
        deliveryContext: { isRedelivery: false },
      },
      complete,
    ],
    extra: 1,
  })
  expect(events).toBe(2)
  expect(eventIds).toEqual([sent.events[0].webhookEventId, 'mine'])
  expect(textOf(asked(line, { body: { destination: 'U2', events: [complete] } }).body)).toBe(
    JSON.stringify({ destination: 'U2', events: [complete] }),
  )
})

test.each([
  [{}, /^body\.events: must be an array of at least one event/],
  [{ events: [] }, /verification/],
  [{ events: ['x'] }, /^body\.events\.0: must be an object/],
  [{ events: [{}, { webhookEventId: 7 }] }, /^body\.events\.1\.webhookEventId: /],
  [{ events: [{ webhookEventId: '' }] }, /webhookEventId/],
  [{ events: [{ webhookEventId: 'x'.repeat(129) }] }, /webhookEventId/],
  [{ events: [{ webhookEventId: 'a\0' }] }, /webhookEventId/],
  [{ events: [{ webhookEventId: '\ud800' }] }, /webhookEventId/],
])('%j is refused', (body, message) => {
  expect(() => asked(line, { body })).toThrow(
    expect.objectContaining({ code: 'invalid_request', message: expect.stringMatching(message) }),
  )
})

test('a path is for Braze, whose body stays as it is', () => {
  const body = { events: [{}] }
  expect(() => asked(line, { body, path: '/x' })).toThrow(/for Braze channels only/)
  expect(() => asked(braze, { body })).toThrow(/^path: is missing/)
  const delivery = asked(braze, { body: { a: 1 }, path: '/messages/send' })
  expect(textOf(delivery.body)).toBe('{"a":1}')
  expect(delivery.path).toBe('/messages/send')
})

test('sends: none, the given one, or a new one', () => {
  const body = { events: [{}] }
  expect(asked(line, { body }).sendId).toBeUndefined()
  expect(asked(line, { body, sendId: 's' }).sendId).toBe('s')
  const ids = [1, 2].map(() => asked(line, { body, sendId: true }).sendId)
  expect(new Set(ids).size).toBe(2)
  const ofCampaign = asked(line, { body, campaignId: 'c' })
  expect([ofCampaign.sendId, ofCampaign.campaignId]).toEqual([undefined, 'c'])
})

test('the same request is the same to its idempotency key, whatever was filled in', () => {
  const body = { events: [{ type: 'follow' }] }
  const [one, two] = [asked(line, { body, sendId: true }), asked(line, { body, sendId: true })]
  expect(textOf(one.body)).not.toBe(textOf(two.body))
  expect(one.asked).toBe(two.asked)
  expect(asked(line, { body, sendId: 's' }).asked).not.toBe(one.asked)
  expect(asked(line, { body: { events: [{ type: 'unfollow' }] }, sendId: true }).asked).not.toBe(one.asked)
})

test('without a URL there is nowhere to deliver to', () => {
  const body = { events: [{}] }
  for (const channel of [
    { ...line, webhookUrl: null },
    { ...braze, restEndpoint: null },
  ]) {
    expect(() => asked(channel, { body })).toThrow(expect.objectContaining({ code: 'no_webhook_url' }))
  }
})
