import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inexactNumberIn } from '@/lib/domain/exact-numbers.ts'

test.each([
  ['{"id":9007199254740991,"minus":-9007199254740991}', null],
  ['{"id":9007199254740993}', '9007199254740993'],
  ['[1,{"a":[-12345678901234567890]}]', '-12345678901234567890'],
  ['[39045284586723770]', null],
  ['[12345678901234567168]', '12345678901234567168'],
  ['[1e400]', '1e400'],
  ['[0.1,1.0,1e2,-0,5E-3]', null],
  [String.raw`{"9007199254740993":"9007199254740993 \"9007199254740993\\"}`, null],
  ['"9007199254740993"', null],
])('%s: %s', (json, expected) => {
  expect(JSON.parse(json)).toBeDefined()
  expect(inexactNumberIn(json)?.number ?? null).toBe(expected)
})

test('what was written by JSON.stringify comes out the same', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => inexactNumberIn(JSON.stringify(value)) === null))
})

test('a text of a megabyte in one string, or of one number, is read', () => {
  expect(inexactNumberIn(JSON.stringify('\\9'.repeat(500_000)))).toBeNull()
  expect(inexactNumberIn(`[${'9'.repeat(1_000_000)}]`)).toMatchObject({ at: 1 })
})
