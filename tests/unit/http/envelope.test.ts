import { expect, test } from 'vitest'
import { ERROR_CODES, TodokuError } from '@/lib/domain/errors.ts'
import { failure, success } from '@/lib/http/envelope.ts'
import { ERROR_STATUS } from '@/lib/http/error-status.ts'

const silent = () => {}

test('what was accepted says success, with errors only when there are any', () => {
  expect(JSON.parse(success({ accepted: 2 }, { errors: [] }).body)).toEqual({ message: 'success', accepted: 2 })
  const errors = [{ index: 1, code: 'invalid_detail' as const, message: 'no such detail' }]
  expect(JSON.parse(success({ accepted: 1 }, { status: 202, errors }).body)).toEqual({
    message: 'success',
    accepted: 1,
    errors,
  })
})

test('a refusal keeps its code, sentence and items', () => {
  const errors = [{ index: 0, code: 'invalid_time' as const, message: 'no time' }]
  const answer = failure(new TodokuError('nothing_accepted', 'Nothing was stored.', { errors }), 'R1', silent)
  expect(answer.status).toBe(422)
  expect(JSON.parse(answer.body)).toEqual({ message: 'Nothing was stored.', code: 'nothing_accepted', errors })
})

test('a fault of ours is logged whole and told as a fixed sentence', () => {
  const logged: unknown[] = []
  const fault = new Error('SELECT password FROM users failed')
  const answer = failure(fault, 'R2', (error, requestId) => logged.push(error, requestId))
  expect(answer.status).toBe(500)
  expect(JSON.parse(answer.body)).toMatchObject({ code: 'internal_error', message: expect.stringContaining('R2') })
  expect(answer.body).not.toContain('password')
  expect(logged).toEqual([fault, 'R2'])
})

test('429 and 503 say when to come back', () => {
  const limited = failure(new TodokuError('rate_limited', 'Slow down.', { retryAfterS: 12 }), 'R3', silent)
  expect(limited.headers['retry-after']).toBe('12')
  expect(failure(new TodokuError('not_ready', 'Starting.'), 'R4', silent).headers['retry-after']).toBe('5')
})

const OF_SERVERS = ['not_ready', 'internal_error', 'upstream_unreachable', 'upstream_timeout']

test.each(ERROR_CODES)('%s has a status of its kind', (code) => {
  expect(ERROR_STATUS[code]).toBeGreaterThanOrEqual(400)
  if (!OF_SERVERS.includes(code)) expect(ERROR_STATUS[code]).toBeLessThan(500)
})
