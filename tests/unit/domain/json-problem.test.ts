import { expect, test } from 'vitest'
import { jsonProblemAt } from '@/lib/domain/json-problem.ts'

test.each([['{}'], [' [1, -0.5e+3, "a\\u00e9\\n", true, null, {"a": [[], {}]}]\n'], ['"こんにちは"'], ['0']])(
  '%s is JSON, to it as to the engine',
  (text) => {
    expect(() => JSON.parse(text)).not.toThrow()
    expect(jsonProblemAt(text)).toBeNull()
  },
)

// | text                | where it stops being JSON |
test.each([
  ['', 0],
  ['{\n  "events": [,]\n}', 15],
  ['{"a": 1,}', 8],
  ['[1 2]', 3],
  ['{"a" 1}', 5],
  ['{a: 1}', 1],
  ['{"a": 1', 7],
  ['[1]]', 3],
  ['{"a": [1}', 8],
  ["{'a': 1}", 1],
  ['"\n"', 0],
  ['01', 1],
  ['tru', 0],
  ['{"a":\u00a01}', 5],
])('%j is none from %i on', (text, at) => {
  expect(() => JSON.parse(text)).toThrow()
  expect(jsonProblemAt(text)).toBe(at)
})
