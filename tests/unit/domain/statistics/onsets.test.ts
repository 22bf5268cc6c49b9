import { expect, it } from 'vitest'
import { reasonOfDetail } from '@/lib/domain/reasons.ts'
import type { BarCount } from '@/lib/domain/statistics/error-timeline.ts'
import { buildOnsets } from '@/lib/domain/statistics/onsets.ts'

const BAR = 300_000
const BARS = 100
const bounds = Array.from({ length: BARS + 1 }, (_, index) => index * BAR)
const nowMs = BARS * BAR - 1

function countsOf(detail: string | null, perBar: (bar: number) => number, imported = false): BarCount[] {
  const reason = detail === null ? 0 : (reasonOfDetail(detail) ?? Number.NaN)
  return bounds.slice(0, -1).flatMap((startMs, bar): BarCount[] => {
    const attempts = perBar(bar)
    const times = { firstAtMs: startMs + 1_000, lastAtMs: startMs + 2_000 }
    return attempts === 0 ? [] : [{ bar, reason, attempts, ...times, ...(imported ? { imported: true } : {}) }]
  })
}
const from = (first: number, many: number) => (bar: number) => (bar < first ? 0 : many)
const onsetsOf = (...counts: BarCount[][]) => buildOnsets({ bounds, barMs: BAR, counts: counts.flat(), nowMs })

it('a trouble has its cause, and the detail that it is mostly made of', () => {
  const onsets = onsetsOf(
    countsOf(null, () => 30),
    countsOf('503', from(90, 20)),
    countsOf('500', from(90, 1)),
  )
  expect(onsets).toMatchObject([
    {
      cause: 'error_status_code',
      detail: '503',
      sinceMs: 90 * BAR + 1_000,
      after: { attempts: 510, failures: 200 },
      window: { fromMs: 0, toMs: BARS * BAR },
      barMs: BAR,
    },
  ])
})

it('a trouble of several details has its cause alone', () => {
  const onsets = onsetsOf(
    countsOf(null, () => 30),
    countsOf('503', from(90, 10)),
    countsOf('500', from(90, 10)),
  )
  expect(onsets).toMatchObject([{ cause: 'error_status_code', detail: null, after: { failures: 200 } }])
})

it('two causes that fail at once are two troubles, most failures first', () => {
  const onsets = onsetsOf(
    countsOf(null, () => 30),
    countsOf('Connection failed', from(95, 8)),
    countsOf('Request timeout', from(80, 8)),
  )
  expect(onsets.map(({ cause, detail }) => [cause, detail])).toEqual([
    ['request_timeout', 'Request timeout'],
    ['could_not_connect', 'Connection failed'],
  ])
})

it('imported errors are no trouble, and bars with them are unknown', () => {
  const fine = countsOf(null, () => 30)
  expect(onsetsOf(fine, countsOf('503', from(90, 20), true))).toEqual([])
  const imported = countsOf('500', (bar) => (bar >= 50 && bar < 90 ? 2 : 0), true)
  expect(onsetsOf(fine, imported, countsOf('503', from(90, 20)))).toMatchObject([
    { notBeforeMs: 50 * BAR, before: { attempts: 1_500, failures: 0 } },
  ])
})
