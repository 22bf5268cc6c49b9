import { expect, test } from 'vitest'
import { lineTestResult } from '@/lib/domain/line-webhook-test.ts'
import { delivered, type FailedOutcome } from '@/lib/domain/outcome.ts'
import { CAUSES, LABELS } from '@/lib/domain/taxonomy.ts'
import { lineSchema } from '../../support/line-schema.ts'

const url = 'https://example.com/webhook'
const startedAtMs = Date.UTC(2026, 10, 22, 1, 2, 3, 45)
const resultOf = (more: Pick<FailedOutcome, 'cause' | 'detail'> & { status?: number }) =>
  lineTestResult({ startedAtMs, url, outcome: { state: 'failed', processed: 'maybe', status: null, ...more } })
const check = lineSchema('messaging-api.yml', 'TestWebhookEndpointResponse')

const labels = CAUSES.flatMap((cause) => LABELS[cause].map((detail) => ({ cause, detail })))

test.each(labels)('$detail: the reason is the cause, in LINE’s words, and valid by its file', ({ cause, detail }) => {
  const result = resultOf({ cause, detail })
  if (detail === 'Unknown host' || detail === 'Invalid URL syntax') {
    expect(result).toBeNull()
    return
  }
  expect(check(result)).toEqual([])
  expect(result).toEqual({
    success: false,
    timestamp: '2026-11-22T01:02:03.045Z',
    statusCode: 0,
    reason: cause.toUpperCase(),
    detail: cause === 'could_not_connect' ? `${detail}: ${url}` : detail,
  })
})

test('a status is told as number and as detail, of a success as of a failure', () => {
  expect(lineTestResult({ startedAtMs, url, outcome: delivered(200) })).toMatchObject({
    success: true,
    statusCode: 200,
    reason: 'OK',
    detail: '200',
  })
  expect(resultOf({ cause: 'error_status_code', detail: '503', status: 503 })).toMatchObject({
    success: false,
    statusCode: 503,
    reason: 'ERROR_STATUS_CODE',
    detail: '503',
  })
})

test('an answer that broke off is none, whatever its status was', () => {
  const broken = resultOf({ cause: 'request_timeout', detail: 'Request timeout', status: 200 })
  expect(broken).toMatchObject({ success: false, statusCode: 0, reason: 'REQUEST_TIMEOUT' })
})
