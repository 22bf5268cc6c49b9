import { MEDIA, type Operation } from '../operation.ts'
import { attemptAnswer, attemptQuery, attemptsAnswer, attemptsQuery } from '../schemas/attempt.ts'
import { recordAttemptsBody, recordedAnswer, reportedAttempt } from '../schemas/record-attempts.ts'

/** Attempts of another sender, and reading all of them. */
export const ATTEMPTS_OPERATIONS: readonly Operation[] = [
  {
    id: 'recordAttempts',
    method: 'post',
    path: '/api/v1/channels/{channelId}/attempts',
    summary: 'Record attempts that another sender made',
    limit: 'traffic',
    status: 202,
    body: recordAttemptsBody,
    example: {
      attempts: [{ id: '1', startedAt: '2026-11-21T10:00:00+09:00', durationMs: 812, outcome: { status: 503 } }],
    },
    lines: reportedAttempt,
    answer: recordedAnswer,
    refusals: [400, 401, 403, 404, ...MEDIA, 422],
  },
  {
    id: 'listAttempts',
    method: 'get',
    path: '/api/v1/channels/{channelId}/attempts',
    summary: 'List attempts, newest first',
    status: 200,
    query: attemptsQuery,
    table: true,
    answer: attemptsAnswer,
    refusals: [400, 401, 404],
  },
  {
    id: 'getAttempt',
    method: 'get',
    path: '/api/v1/attempts/{attemptId}',
    summary: 'One attempt with its request and response',
    status: 200,
    query: attemptQuery,
    answer: attemptAnswer,
    refusals: [400, 401, 404],
  },
]
