import { expect, test } from 'vitest'
import { TodokuError } from '@/lib/domain/errors.ts'
import { nestsTooDeep } from '@/lib/http/json-depth.ts'
import { decodeUtf8, parseJson } from '@/lib/http/parse-json.ts'
import { makeRateLimit } from '@/lib/http/rate-limit.ts'
import { readLimited } from '@/lib/http/read-request.ts'

const codeOf = (work: () => unknown): unknown => {
  try {
    work()
  } catch (error) {
    if (error instanceof TodokuError) return error.code
    throw error
  }
  return null
}

test('32 levels are read, 33 are not, and brackets in strings are no levels', () => {
  const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
  expect(nestsTooDeep(nested(32))).toBe(false)
  expect(nestsTooDeep(nested(33))).toBe(true)
  expect(nestsTooDeep(JSON.stringify(`"\\${'['.repeat(99)}`))).toBe(false)
  expect(nestsTooDeep('[]'.repeat(99))).toBe(false)
  expect(codeOf(() => parseJson(nested(33)))).toBe('invalid_json')
})

test('bytes that are no UTF-8 are refused', () => {
  expect(decodeUtf8(Buffer.from('届く'))).toBe('届く')
  expect(codeOf(() => decodeUtf8(Uint8Array.of(0x22, 0xff, 0x22)))).toBe('invalid_json')
})

test('a body is counted while it streams: what follows the limit is never asked for', async () => {
  let given = 0
  async function* endless() {
    for (;;) {
      given++
      yield new Uint8Array(1000)
    }
  }
  await expect(readLimited(endless(), 3500)).rejects.toMatchObject({ code: 'payload_too_large' })
  expect(given).toBe(4)
})

test('a bucket holds a minute of tokens, refills evenly and says when', () => {
  let nowMs = 0
  const limit = makeRateLimit(60, () => nowMs)
  for (let n = 0; n < 60; n++) limit.take('a')
  expect(() => limit.take('a')).toThrowError(expect.objectContaining({ code: 'rate_limited', retryAfterS: 1 }))
  expect(codeOf(() => limit.take('b'))).toBeNull()
  nowMs = 2000
  limit.take('a')
  limit.take('a')
  expect(codeOf(() => limit.take('a'))).toBe('rate_limited')
})
