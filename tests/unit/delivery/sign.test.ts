import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { webhookHeaders } from '@/lib/delivery/sign.ts'

const body = Buffer.from('{"destination":"U1","events":[]}')
const webhook = {
  secrets: { channelSecret: 'secret', signing: [] },
  deliveryId: 'delivery',
  body,
  storedHeaders: null,
  atMs: 1_614_265_330_999,
}
const lineSignature = createHmac('sha256', 'secret').update(body).digest('base64')

test("LINE's headers, signed over exactly the bytes that are sent", () => {
  expect(webhookHeaders(webhook)).toEqual({
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'LineBotWebhook/2.0',
    'x-line-signature': lineSignature,
  })
  const unsigned = webhookHeaders({ ...webhook, secrets: { channelSecret: null, signing: [] } })
  expect(unsigned).not.toHaveProperty('x-line-signature')
})

test("what the gateway took in is passed on, and LINE's signature is that of the secret of now", () => {
  const storedHeaders = {
    'content-type': 'application/json',
    'user-agent': 'LineBotWebhook/3.0',
    'x-line-new': '1',
    'x-line-signature': lineSignature,
  }
  expect(webhookHeaders({ ...webhook, storedHeaders })).toEqual(storedHeaders)
  const replaced = webhookHeaders({ ...webhook, storedHeaders, secrets: { channelSecret: 'another', signing: [] } })
  expect(replaced['x-line-signature']).toBe(createHmac('sha256', 'another').update(body).digest('base64'))
  const redelivered = webhookHeaders({ ...webhook, storedHeaders, body: Buffer.from('{}') })
  expect(redelivered['x-line-signature']).toBe(createHmac('sha256', 'secret').update('{}').digest('base64'))
})

// The reference vector of Standard Webhooks.
const standard = {
  ...webhook,
  secrets: { channelSecret: null, signing: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'] },
  deliveryId: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  body: Buffer.from('{"test": 2432232314}'),
}

test('the set of Standard Webhooks, as its reference vector has it', () => {
  expect(webhookHeaders(standard)).toMatchObject({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
  expect(webhookHeaders(webhook)).not.toHaveProperty('webhook-id')
})

test('two signatures while the secret rotates', () => {
  const [first = ''] = standard.secrets.signing
  const signing = [`whsec_${Buffer.alloc(24, 1).toString('base64')}`, first]
  const signatures = webhookHeaders({ ...standard, secrets: { channelSecret: null, signing } })['webhook-signature']
  expect(signatures?.split(' ')).toHaveLength(2)
  expect(signatures?.split(' ')[1]).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
})
