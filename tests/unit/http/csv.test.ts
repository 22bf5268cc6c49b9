import { expect, test } from 'vitest'
import type { AttemptSummary } from '@/lib/domain/statistics/report-types.ts'
import { attemptsCsv } from '@/lib/http/answers/attempts-csv.ts'
import { wantsCsv } from '@/lib/http/answers/csv-answer.ts'

const attempt: AttemptSummary = {
  id: '=cmd()',
  channelId: 'c1',
  deliveryId: null,
  webhookEventId: '+1',
  sendId: '＝full width',
  campaignId: null,
  purpose: 'delivery',
  counted: true,
  startedAtMs: Date.parse('2026-11-21T01:00:00Z'),
  durationMs: 12,
  url: 'https://example.com/a,b"c',
  outcome: { state: 'failed', cause: 'error_status_code', detail: '503', status: 503, processed: 'yes' },
  error: null,
  phases: { dnsMs: null, tcpMs: null, tlsMs: null, sessionMs: null, firstByteMs: null, bodyMs: null },
  protocol: null,
  remoteAddress: null,
  reusedConnection: false,
  minorErrors: [],
}

test('a spreadsheet reads it as UTF-8 and takes nothing for a formula', () => {
  const { body, headers } = attemptsCsv([attempt], 'next')
  const [head, row] = body.split('\r\n')
  expect(head).toBe(
    '\ufeffid,channelId,startedAt,durationMs,purpose,counted,state,cause,detail,status,processed,errorCode,errorPhase,url,webhookEventId,sendId,campaignId,deliveryId',
  )
  expect(row).toBe(
    `'=cmd(),c1,2026-11-21T01:00:00.000Z,12,delivery,true,failed,error_status_code,503,503,yes,,,"https://example.com/a,b""c",'+1,'＝full width,,`,
  )
  expect(headers['x-next-cursor']).toBe('next')
})

test('only a caller who asks for CSV gets it', () => {
  expect(wantsCsv('text/csv')).toBe(true)
  expect(wantsCsv('text/csv, application/json;q=0.5')).toBe(true)
  expect(wantsCsv('application/json, text/csv;q=0.1')).toBe(false)
  expect(wantsCsv('application/json')).toBe(false)
  expect(wantsCsv(null)).toBe(false)
})
