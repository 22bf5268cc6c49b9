import { describe, expect, it } from 'vitest'
import { classify } from '@/lib/domain/classification.ts'
import { delivered } from '@/lib/domain/outcome.ts'
import {
  allReasons,
  causeAndDetail,
  isFailure,
  noteOf,
  reasonOf,
  reasonOfDetail,
  reasonRangesOf,
  statusOfReason,
} from '@/lib/domain/reasons.ts'
import { CAUSES } from '@/lib/domain/taxonomy.ts'

const FAILURES = allReasons().filter(({ cause }) => cause !== null)

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

  // Braze's names, in the order of the seed's table; a new one goes to the end.
  it('of Braze are numbered for ever', () => {
    expect(allReasons().filter(({ reason }) => reason >= 2000 && reason < 2100)).toEqual(
      [
        '400 Bad Request',
        '400 No Recipients',
        '400 Invalid Campaign ID',
        '400 Message Variant Unspecified',
        '400 Invalid Message Variant',
        '400 Mismatched Message Type',
        '400 Invalid Extra Push Payload',
        '400 Max Input Length Exceeded',
        '400 The max number of external_ids and aliases per request was exceeded',
        '400 The max number of ids per request was exceeded',
        '400 No message to send',
        '400 Slideup Message Length Exceeded',
        '400 Apple Push Length Exceeded',
        '400 Android Push Length Exceeded',
        '400 Bad Request (send_at)',
        '400 Bad Request (in_local_time)',
        '401 Unauthorized',
        '403 Forbidden',
        '403 Access Denied',
        '404 Not Found',
        '429 Rate Limited',
      ].map((detail, index) => ({ reason: 2000 + index, cause: 'error_status_code', detail })),
    )
    expect(reasonOfDetail('500 Internal Server Error')).toBe(2100)
    expect(reasonOfDetail('599 Internal Server Error')).toBe(2199)
    expect(reasonOf({ ...delivered(201), note: 'minor_errors' })).toBe(3000)
    expect(reasonOf({ ...delivered(202), note: 'queued' })).toBe(3001)
    expect(reasonOf({ ...delivered(200), note: 'unreadable' })).toBe(3002)
    for (const reason of [3000, 3001, 3002]) expect([isFailure(reason), causeAndDetail(reason)]).toEqual([false, null])
    expect([0, 1, 1503, 2001, 2103, 3000].map(noteOf)).toEqual([null, null, null, null, null, 'minor_errors'])
    expect([0, 1, 1503, 2001, 2020, 2103, 3000].map(statusOfReason)).toEqual([null, null, 503, 400, 429, 503, null])
  })

  it('come back as the cause and detail that they were', () => {
    expect(new Set(allReasons().map(({ reason }) => reason)).size).toBe(allReasons().length)
    for (const { reason, cause, detail } of FAILURES) {
      expect(causeAndDetail(reason)).toEqual({ cause, detail })
      expect(reasonOfDetail(detail ?? '')).toBe(reason)
      expect(isFailure(reason)).toBe(true)
    }
    expect(causeAndDetail(0)).toBeNull()
    expect(isFailure(0)).toBe(false)
  })

  it('lie in the ranges of their cause and of no other', () => {
    for (const { reason, cause } of FAILURES) {
      const causes = CAUSES.filter((each) => reasonRangesOf(each).some(([from, to]) => reason >= from && reason < to))
      expect(causes).toEqual([cause])
    }
  })

  it.each([
    '',
    '200',
    '299',
    '99',
    '1000',
    '503 ',
    'request timeout',
    '503 No Recipients',
    '429 Internal Server Error',
    '5000 Internal Server Error',
  ])('know no detail %j', (detail) => expect(reasonOfDetail(detail)).toBeNull())
})
