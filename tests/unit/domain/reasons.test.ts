import { describe, expect, it } from 'vitest'
import { classify } from '@/lib/domain/classification.ts'
import { delivered } from '@/lib/domain/outcome.ts'
import {
  allReasons,
  causeAndDetail,
  isFailure,
  reasonOf,
  reasonOfDetail,
  reasonRangesOf,
} from '@/lib/domain/reasons.ts'
import { CAUSES } from '@/lib/domain/taxonomy.ts'

describe('reasons', () => {
  // Stored in every attempt and bucket: a change here is a migration.
  it('are numbered for ever', () => {
    expect(reasonOf(delivered(200))).toBe(0)
    expect(reasonOfDetail('Connection failed')).toBe(1)
    expect(reasonOfDetail('Unknown host')).toBe(10)
    expect(reasonOfDetail('Request timeout')).toBe(11)
    expect(reasonOfDetail('Unclassified webhook dispatch error')).toBe(14)
    expect(reasonOf(classify({ status: 503 }))).toBe(1503)
    expect(reasonOf(classify({ status: 100 }))).toBe(1100)
    expect(reasonOf(classify({ status: 999 }))).toBe(1999)
  })

  it('come back as the cause and detail that they were', () => {
    for (const { reason, cause, detail } of allReasons().slice(1)) {
      expect(causeAndDetail(reason)).toEqual({ cause, detail })
      expect(reasonOfDetail(detail ?? '')).toBe(reason)
      expect(isFailure(reason)).toBe(true)
    }
    expect(causeAndDetail(0)).toBeNull()
    expect(isFailure(0)).toBe(false)
  })

  it('lie in the ranges of their cause and of no other', () => {
    for (const { reason, cause } of allReasons().slice(1)) {
      const causes = CAUSES.filter((each) => reasonRangesOf(each).some(([from, to]) => reason >= from && reason < to))
      expect(causes).toEqual([cause])
    }
  })

  it.each(['', '200', '299', '99', '1000', '503 ', 'request timeout'])('know no detail %j', (detail) =>
    expect(reasonOfDetail(detail)).toBeNull(),
  )
})
