import { describe, expect, it } from 'vitest'
import { rankDetails, statusClasses } from '@/lib/charts/rank-details.ts'
import type { CauseCount } from '@/lib/domain/statistics/report-types.ts'

const NOW = 10_000_000
const one = (detail: string, errors: number, lastAtMs = 0) => ({ detail, errors, firstAtMs: 0, lastAtMs })
const causes: CauseCount[] = [
  { cause: 'error_status_code', errors: 14, details: [one('503', 9), one('404', 3), one('500', 1), one('429', 1)] },
  { cause: 'request_timeout', errors: 9, details: [one('Request timeout', 9, NOW - 299_999)] },
  { cause: 'could_not_connect', errors: 1, details: [one('Unknown host', 1, NOW - 300_000)] },
]

describe('rankDetails', () => {
  it('ranks over all causes, most first, the latest first among equals', () => {
    expect(rankDetails({ causes }, NOW).map(({ detail }) => detail)).toEqual([
      'Request timeout',
      '503',
      '404',
      'Unknown host',
      '429',
      '500',
    ])
  })

  it('says of what was seen within five minutes that it lasts', () => {
    expect(
      rankDetails({ causes }, NOW)
        .filter(({ lasting }) => lasting)
        .map(({ detail }) => detail),
    ).toEqual(['Request timeout'])
  })
})

describe('statusClasses', () => {
  it('sums the codes by their first digit', () => {
    expect(statusClasses({ causes })).toEqual([
      {
        statusClass: 5,
        errors: 10,
        codes: [
          { detail: '503', errors: 9 },
          { detail: '500', errors: 1 },
        ],
      },
      {
        statusClass: 4,
        errors: 4,
        codes: [
          { detail: '404', errors: 3 },
          { detail: '429', errors: 1 },
        ],
      },
    ])
  })

  it('has none where no bot answered', () => {
    expect(statusClasses({ causes: causes.slice(1) })).toEqual([])
  })
})
