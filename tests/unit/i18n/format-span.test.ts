import { expect, test } from 'vitest'
import { formatSpan } from '@/lib/i18n/format-time.ts'

// | milliseconds | ja | en |
test.each([
  [0, '0 ms', '0 ms'],
  [640, '640 ms', '640 ms'],
  [1_499, '1秒', '1 s'],
  [59_600, '1分', '1 min'],
  [150_000, '2分30秒', '2 min 30 s'],
  [3_600_000, '1時間', '1 h'],
  [3_605_000, '1時間', '1 h'],
  [90_061_000, '1日1時間', '1 d 1 h'],
])('%i ms is %s, %s', (ms, ja, en) => {
  expect([formatSpan(ms, 'ja'), formatSpan(ms, 'en')]).toEqual([ja, en])
})
