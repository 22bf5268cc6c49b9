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

test('at most so many in any 60 s, each key for itself, and it says when there is room again', () => {
  let nowMs = 0
  const limit = makeRateLimit(60, () => nowMs)
  const refused = () => codeOf(() => limit.take('a'))
  for (; nowMs < 30_000; nowMs += 500) limit.take('a')
  expect(() => limit.take('a')).toThrowError(expect.objectContaining({ code: 'rate_limited', retryAfterS: 30 }))
  expect(codeOf(() => limit.take('b'))).toBeNull()
  nowMs = 59_999
  expect(() => limit.take('a')).toThrowError(expect.objectContaining({ retryAfterS: 1 }))
  nowMs = 60_000
  expect(refused()).toBeNull()
  expect(refused()).toBe('rate_limited')
})

test('no minute, wherever it begins, lets more than the limit through', () => {
  let nowMs = 0
  const limit = makeRateLimit(600, () => nowMs)
  const letThrough: number[] = []
  for (; nowMs < 180_000; nowMs += 40) if (codeOf(() => limit.take('a')) === null) letThrough.push(nowMs)
  const inMinuteFrom = (from: number) => letThrough.filter((time) => time >= from && time < from + 60_000).length
  expect(Math.max(...letThrough.map(inMinuteFrom))).toBe(600)
  expect(letThrough).toHaveLength(1800)
})
