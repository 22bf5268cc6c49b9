import { expect, test } from 'vitest'
import { requireSendableUrl } from '@/lib/delivery/check-webhook-url.ts'
import { makeWebhookSender } from '@/lib/runtime/make-webhook-sender.ts'
import { readSettings } from '@/lib/settings.ts'

const sender = makeWebhookSender(readSettings({}))

test.each([
  ['http://8.8.8.8/', 'The URL must begin with https://.'],
  ['https://example.com:22/', 'The port of the URL must be 80, 443 or at least 1024.'],
  ['https://me:secret@example.com/', 'The URL must not contain a user name or password.'],
  [`https://example.com/${'x'.repeat(500)}`, 'The URL must have at most 500 characters.'],
])('%s is refused before it is tried', (url, message) => {
  expect(() => requireSendableUrl(sender, url)).toThrowError(expect.objectContaining({ code: 'invalid_url', message }))
})

test.each(['no url', 'https://example.com/a b', 'https://example.com/../x', 'https://example.com\\x', 'https://'])(
  '%j is left to the attempt, whose fault it is',
  (url) => {
    expect(() => requireSendableUrl(sender, url)).not.toThrow()
  },
)
