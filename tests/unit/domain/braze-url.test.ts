import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brazeUrlOf, restEndpointOf } from '@/lib/domain/braze-url.ts'

const ENDPOINT = 'https://rest.iad-01.braze.com'

describe('a path of a Braze channel', () => {
  it.each(['/messages/send', '/', '/users/track/', '/campaigns/list?page=0&x=%20', '/a//b', '/v2/ü'])(
    'may be %s',
    (path) => {
      expect(brazeUrlOf(ENDPOINT, path)).toBe(`${ENDPOINT}${path}`)
    },
  )

  it.each([
    '',
    'messages/send',
    '@evil.example/',
    '.evil.example/',
    ':8443/',
    '/..',
    '/a/../b',
    '/%2e%2e/b',
    '/a\\b',
    '/a b',
    '/a#b',
    '/a\nb',
    '/a\u200bb',
    '/%zz',
    `/${'a'.repeat(500)}`,
  ])('may not be %j', (path) => {
    expect(brazeUrlOf(ENDPOINT, path)).toBeNull()
  })

  it('never leaves the endpoint, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webPath(),
          fc.string().map((text) => `/${text}`),
        ),
        (path) => {
          const url = brazeUrlOf(ENDPOINT, path)
          if (url !== null) expect(new URL(url).origin).toBe(ENDPOINT)
        },
      ),
      { numRuns: 1_000 },
    )
  })
})

describe('a REST endpoint', () => {
  it.each([
    ['https://rest.iad-01.braze.com', 'https://rest.iad-01.braze.com'],
    ['https://REST.fra-01.braze.eu/', 'https://rest.fra-01.braze.eu'],
    ['https://braze.practice.test:8443', 'https://braze.practice.test:8443'],
    ['https://rest.iad-01.braze.com/messages', null],
    ['https://rest.iad-01.braze.com/?a=b', null],
    ['https://rest.iad-01.braze.com/#a', null],
  ])('%s is kept as %s', (url, kept) => {
    expect(restEndpointOf(new URL(url))).toBe(kept)
  })
})
