import { expect, test } from 'vitest'
import { attemptsQuery } from '@/lib/http/schemas/attempt.ts'
import { oneLine } from '@/lib/http/schemas/common.ts'
import { errorStatisticsQuery } from '@/lib/http/schemas/statistics.ts'
import { validate } from '@/lib/http/validate.ts'

const messageOf = (query: Record<string, unknown>) => {
  try {
    validate(attemptsQuery, query)
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
  return 'accepted'
}

test.each([
  [{ limit: 'many' }, 'limit: must be a whole number from 1 to 200.'],
  [{ limit: '0' }, 'limit: must be a whole number from 1 to 200.'],
  [{ limit: '201' }, 'limit: must be a whole number from 1 to 200.'],
  [{ limit: '1.5' }, 'limit: must be a whole number from 1 to 200.'],
  [{ cause: 'rain' }, /^cause: must be one of could_not_connect, request_timeout, error_status_code, unclassified\b/],
  [{ cause: ['request_timeout', 'rain'] }, /^cause(\.\d)?: must be one of could_not_connect/],
  [{ from: 'yesterday' }, 'from: must be ISO 8601 with an offset, or epoch milliseconds.'],
  [{ to: '9999999999999999' }, 'to: must be ISO 8601 with an offset, or epoch milliseconds.'],
  [{ to: '999999999999999' }, 'accepted'],
])('%j is refused with what it must be', (query, message) => {
  expect(messageOf(query)).toMatch(message)
})

test('a plus sign that was not escaped in a query is still one', () => {
  const { searchParams } = new URL('http://x/?from=2026-11-21T10:00:00+09:00&to=2026-11-21T10:00:00.5%2B09:00')
  expect(validate(errorStatisticsQuery, Object.fromEntries(searchParams))).toEqual({
    from: Date.parse('2026-11-21T01:00:00Z'),
    to: Date.parse('2026-11-21T01:00:00.500Z'),
  })
  expect(messageOf({ from: '2026-11-21 10:00:00' })).toContain('must be ISO 8601')
})

test('a time zone is answered by its one name', () => {
  expect(validate(errorStatisticsQuery, { timezone: 'asia/TOKYO' })).toEqual({ timezone: 'Asia/Tokyo' })
})

test.each([
  ['v2.14.0 「本番」', true],
  ['👨\u200d👩\u200d👧 می\u200cروم', true],
  ['a\nb', false],
  ['a\u2028b', false],
  ['\u202egnp.exe', false],
  ['\u2066x', false],
  ['v1\u200b', false],
  ['\ufeffv1', false],
  ['\u0085', false],
  ['\ud83d', false],
])('%j as one line of text: %s', (text, isTaken) => {
  expect(oneLine(100).safeParse(text).success).toBe(isTaken)
})
