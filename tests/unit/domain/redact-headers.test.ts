import { expect, it } from 'vitest'
import { redactHeaders } from '@/lib/domain/redact-headers.ts'

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
  expect(redactHeaders(sent)).toEqual({
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
  const came = { 'Set-Cookie': ['a=1', 'b=2'], 'set-cookie2': 'c=3', via: 'x', link: ['1', '2'], gone: undefined }
  expect(redactHeaders(came)).toEqual({
    'set-cookie': '[redacted]',
    'set-cookie2': '[redacted]',
    via: 'x',
    link: '1, 2',
  })
})

it('changes nothing where it was done before', () => {
  const once = redactHeaders({ Authorization: 'Bearer c', via: ['x', 'y'] })
  expect(redactHeaders(once)).toEqual(once)
})
