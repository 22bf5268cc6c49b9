import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_WEBHOOK_URL_LENGTH, parseWebhookUrl, portOf, type WebhookUrlFault } from '@/lib/domain/webhook-url.ts'

const parse = (raw: string, allowHttp = false) => parseWebhookUrl(raw, { allowHttp })
const faultOf = (raw: string, allowHttp = false) => {
  const parsed = parse(raw, allowHttp)
  return parsed.ok ? null : parsed.reason
}

describe('a webhook URL', () => {
  it.each([
    'https://example.com',
    'https://example.com/webhook?channel=1&a=%E3%81%82#part',
    'https://example.com:443/',
    'https://example.com:80/',
    'https://example.com:1024/',
    'https://example.com:65535/',
    'https://例え.テスト/届く',
    'https://[2606:4700:4700::1111]/',
    'https://example.com./',
    'https://example.com/a..b/.well-known/...',
  ])('may be %s', (raw) => {
    expect(faultOf(raw)).toBeNull()
  })

  it.each<[string, WebhookUrlFault]>([
    ['', 'unparsable'],
    ['example.com', 'unparsable'],
    ['host:22', 'unparsable'],
    ['https:example.com', 'unparsable'],
    ['https:/example.com', 'unparsable'],
    ['https:///example.com', 'unparsable'],
    ['https://', 'unparsable'],
    ['https://exa<mple.com/', 'unparsable'],
    ['https://example.com/{id}', 'unparsable'],
    ['https://example.com/%zz', 'unparsable'],
    ['https://example..com/', 'unparsable'],
    ['https://[::1/', 'unparsable'],
    ['https://example.com:99999/', 'unparsable'],
    ['https://a@127.0.0.1/', 'user_info'],
    ['https://a:b@example.com/', 'user_info'],
    ['https://@example.com/', 'user_info'],
    ['https://8.8.8.8\\@127.0.0.1/', 'backslash'],
    ['https:\\\\example.com', 'backslash'],
    ['https://exam\tple.com/', 'control_character'],
    ['https://example.com/\r\nHost: other', 'control_character'],
    [' https://example.com/', 'control_character'],
    ['https://example.com/a b', 'control_character'],
    ['https://example.com/\u3000', 'control_character'],
    ['https://example.com/\u202e', 'control_character'],
    ['https://example.com/\0', 'control_character'],
    ['https://example.com/\ud800', 'control_character'],
    ['https://example.com/a/../b', 'dot_segments'],
    ['https://example.com/..', 'dot_segments'],
    ['https://example.com/%2e%2E/b', 'dot_segments'],
    ['https://example.com/.%2e/b', 'dot_segments'],
    ['http://example.com/', 'scheme'],
    ['ftp://example.com/', 'scheme'],
    ['javascript://example.com/', 'scheme'],
    ['https://example.com:0/', 'port'],
    ['https://example.com:22/', 'port'],
    ['https://example.com:1023/', 'port'],
  ])('is not %j: %s', (raw, reason) => {
    expect(faultOf(raw)).toBe(reason)
  })

  it('may be http where the operator allows it', () => {
    expect(faultOf('http://example.com/', true)).toBeNull()
    expect(faultOf('ftp://example.com/', true)).toBe('scheme')
  })

  it('has at most 500 characters', () => {
    const start = 'https://example.com/'
    const longest = start + 'a'.repeat(MAX_WEBHOOK_URL_LENGTH - start.length)
    expect(longest).toHaveLength(500)
    expect(faultOf(longest)).toBeNull()
    expect(faultOf(`${longest}a`)).toBe('too_long')
  })

  it('means the port of its scheme where it names none', () => {
    expect(portOf(new URL('https://example.com/'))).toBe(443)
    expect(portOf(new URL('http://example.com/'))).toBe(80)
    expect(portOf(new URL('https://example.com:8443/'))).toBe(8443)
  })

  it('never throws, and what it accepts has a host, an open port, no user info and the path that was written', () => {
    const likeUrls = fc
      .tuple(
        fc.constantFrom('https://', 'http://', ''),
        fc.webAuthority({ withUserInfo: true, withPort: true }),
        fc.string(),
      )
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), likeUrls), (raw) => {
        const parsed = parse(raw)
        if (!parsed.ok) return
        const { url } = parsed
        expect(url.protocol).toBe('https:')
        expect(url.username + url.password).toBe('')
        expect(url.hostname).not.toBe('')
        expect([80, 443].includes(portOf(url)) || portOf(url) >= 1024).toBe(true)
        expect(raw).not.toMatch(/[\s\\]/)
        expect(raw.length).toBeLessThanOrEqual(500)
      }),
    )
  })
})
