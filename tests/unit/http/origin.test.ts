import { expect, test } from 'vitest'
import { requireOwnOrigin, requireOwnOriginOfBrowser } from '@/lib/http/origin.ts'

const from = (headers: Record<string, string>) => (name: string) => headers[name]
const host = '127.0.0.1:3000'
const own = 'http://127.0.0.1:3000'

test.each([
  [{ host, origin: own }, null],
  [{ host, origin: own, 'sec-fetch-site': 'same-origin' }, null],
  [{ host: 'todoku.example.com', origin: 'https://todoku.example.com' }, 'https://todoku.example.com'],
])('%j is the console itself', (headers, baseUrl) => {
  expect(() => requireOwnOrigin(from(headers), baseUrl)).not.toThrow()
})

test.each([
  [{ host }, null],
  [{ host, origin: 'null' }, null],
  [{ host, origin: 'http://127.0.0.1:3001' }, null],
  [{ host, origin: `${own}.evil.example` }, null],
  [{ host, origin: own, 'sec-fetch-site': 'same-site' }, null],
  [{ host, origin: own, 'sec-fetch-site': 'cross-site' }, null],
  // With BASE_URL the Host header, which a proxy may pass through, decides nothing.
  [{ host: 'evil.example', origin: 'https://evil.example' }, 'https://todoku.example.com'],
])('%j is not', (headers, baseUrl) => {
  expect(() => requireOwnOrigin(from(headers), baseUrl)).toThrowError(
    expect.objectContaining({ code: 'origin_denied' }),
  )
})

test('where no cookie is needed, only a browser must come from the console', () => {
  expect(() => requireOwnOriginOfBrowser(from({ host }), null)).not.toThrow()
  expect(() => requireOwnOriginOfBrowser(from({ host, origin: 'http://evil.example' }), null)).toThrow()
  expect(() => requireOwnOriginOfBrowser(from({ host, 'sec-fetch-site': 'cross-site' }), null)).toThrow()
})
