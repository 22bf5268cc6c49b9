import { expect, it } from 'vitest'
import { redactRequestHeaders, redactResponseHeaders } from '@/lib/sender/redact-headers.ts'

it('stores no secret that was sent', () => {
  const sent = {
    'X-Line-Signature': 'a',
    'Webhook-Signature': 'v1,b',
    Authorization: 'Bearer c',
    'Proxy-Authorization': 'Basic d',
    Cookie: 'e',
    'Webhook-Id': 'msg_1',
    'Content-Type': 'application/json',
  }
  expect(redactRequestHeaders(sent)).toEqual({
    'x-line-signature': '[redacted]',
    'webhook-signature': '[redacted]',
    authorization: '[redacted]',
    'proxy-authorization': '[redacted]',
    cookie: '[redacted]',
    'webhook-id': 'msg_1',
    'content-type': 'application/json',
  })
})

it('stores no cookie that came, and joins what came twice', () => {
  const came = { 'set-cookie': ['a=1', 'b=2'], via: 'x', link: ['1', '2'], gone: undefined }
  expect(redactResponseHeaders(came)).toEqual({ 'set-cookie': '[redacted]', via: 'x', link: '1, 2' })
})
