import { expect, test } from 'vitest'
import { formatRange } from '@/lib/i18n/format-time.ts'

const NOW = Date.parse('2026-11-21T03:12:46+09:00')

test('a range says its years only when they are not all the present one', () => {
  const day = { fromMs: NOW - 86_400_000, toMs: NOW }
  expect(formatRange(day, NOW, 'Asia/Tokyo', 'ja')).toBe('11/20 03:12 – 11/21 03:12')
  const long = { fromMs: Date.parse('2025-12-31T00:00:00+09:00'), toMs: NOW }
  expect(formatRange(long, NOW, 'Asia/Tokyo', 'ja')).toBe('2025/12/31 00:00 – 2026/11/21 03:12')
  expect(formatRange(long, NOW, 'Asia/Tokyo', 'en')).toBe('Dec 31, 2025 00:00 – Nov 21, 2026 03:12')
})
