import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readBrazeAnswer } from '@/lib/domain/braze-answer.ts'
import { BRAZE_DETAILS, BRAZE_ERRORS, isBrazeRetryable } from '@/lib/domain/braze-errors.ts'
import { classify } from '@/lib/domain/classification.ts'
import { causeAndDetail, noteOf, reasonOf, reasonOfDetail, statusOfReason } from '@/lib/domain/reasons.ts'

const bytes = (json: unknown) => Buffer.from(JSON.stringify(json))
const judge = (status: number, json: unknown) => classify({ status, responseBody: bytes(json) }, 'braze')

const anyStatus = fc.integer({ min: 100, max: 999 })
const anyBody = fc.oneof(
  fc.constant(null),
  fc.uint8Array({ maxLength: 200 }),
  fc.json().map((json) => Buffer.from(json)),
  fc
    .record(
      { message: fc.oneof(fc.string(), fc.constantFrom('success', 'queued'), fc.anything()), errors: fc.anything() },
      { requiredKeys: [] },
    )
    .map((answer) => Buffer.from(JSON.stringify(answer) ?? '')),
)

describe('an answer of 2xx', () => {
  it.each([
    [201, { message: 'success' }, 'accepted', []],
    [201, { message: 'success', send_id: 'x', errors: [] }, 'accepted', []],
    [201, { message: 'success', errors: ['one', 'two'] }, 'accepted_with_errors', ['one', 'two']],
    [
      201,
      { message: 'success', errors: [{ type: "'external_id' is required", index: 0 }] },
      'accepted_with_errors',
      ["'external_id' is required"],
    ],
    [
      201,
      { message: 'success', errors: [{ message: 'said so' }, 7, null] },
      'accepted_with_errors',
      ['said so', '', ''],
    ],
    [202, { message: 'success' }, 'accepted', []],
    [202, { message: 'queued' }, 'queued', []],
    [200, { message: 'queued' }, 'unreadable', []],
    [200, { message: 'fatal error message', errors: ['minor'] }, 'unreadable', []],
    [200, { error: 'no message' }, 'unreadable', []],
    [200, ['success'], 'unreadable', []],
    [200, 'success', 'unreadable', []],
  ])('%i %j is %s', (status, json, kind, minorErrors) => {
    expect(readBrazeAnswer(status, bytes(json))).toMatchObject({ kind, minorErrors, name: null })
  })

  it('is unreadable when it is no JSON, cut off, or nothing', () => {
    for (const body of [
      null,
      Buffer.from(''),
      Buffer.from('OK'),
      Buffer.from('{"message":"succ'),
      Buffer.from([0xff, 0xfe]),
    ]) {
      expect(readBrazeAnswer(200, body).kind).toBe('unreadable')
    }
    expect(readBrazeAnswer(204, null).kind).toBe('unreadable')
  })

  it('keeps at most 100 minor errors of at most 200 characters, each one line that can be stored', () => {
    const errors = Array.from({ length: 500 }, () => `a\n\0b\u202e${'あ'.repeat(400)}`)
    const { minorErrors } = readBrazeAnswer(201, bytes({ message: 'success', errors }))
    expect(minorErrors).toHaveLength(100)
    expect(minorErrors[0]).toBe(`a b${'あ'.repeat(196)}…`)
    const halved = readBrazeAnswer(
      201,
      bytes({ message: 'success', errors: [`${'a'.repeat(198)}😀 more`, '\ud800 half'] }),
    )
    expect(halved.minorErrors).toEqual([`${'a'.repeat(198)}…`, 'half'])
  })
})

describe('a fatal answer', () => {
  it.each(BRAZE_ERRORS.filter(([, name]) => !name.includes('(')))(
    '%i with the message %s is named',
    (status, message) => {
      expect(judge(status, { message })).toEqual({
        state: 'failed',
        cause: 'error_status_code',
        detail: `${status} ${message}`,
        status,
        processed: 'no',
      })
    },
  )

  it.each([
    ['400 Bad Request (send_at)', { message: 'Cannot parse send_at datetime.' }],
    ['400 Bad Request (send_at)', { message: 'Bad Request', errors: ['Cannot parse send_at datetime'] }],
    [
      '400 Bad Request (in_local_time)',
      { message: 'In your request, `in_local_time` is true but `time` has passed in your company’s time zone.' },
    ],
    [
      '400 Bad Request (in_local_time)',
      { message: 'Bad Request', errors: ["`in_local_time` is true but `time` has passed in your company's time zone"] },
    ],
    ['400 Bad Request', { error: 'Error while parsing request body. Please check your syntax.' }],
    ['400 Bad Request', { message: 'Bad Request', errors: ['something else'] }],
  ])('is %s for %j', (detail, json) => {
    expect(judge(400, json)).toMatchObject({ detail })
  })

  it.each([
    [400, { message: 'no recipients' }],
    [400, { message: 'No Recipients.' }],
    [400, { message: '400 No Recipients' }],
    [400, { message: 'Bad Request (send_at)' }, '400 Bad Request (send_at)'],
    [401, { message: 'No Recipients' }],
    [401, { message: 'Invalid API key: 00000000' }],
    [403, { message: 'Cannot parse send_at datetime.' }],
    [404, { message: ['Not Found'] }],
    [418, {}],
    [302, { message: 'success' }],
  ])('%i %j has the status alone', (status, json, detail = String(status)) => {
    expect(judge(status, json)).toMatchObject({ state: 'failed', detail })
  })

  it.each([500, 502, 503, 504, 529, 599])('%i is named by its status, whatever it says', (status) => {
    const named = { detail: `${status} Internal Server Error`, processed: 'maybe' }
    expect(judge(status, { message: 'Bad Request' })).toMatchObject(named)
    expect(classify({ status, responseBody: Buffer.from('<html>') }, 'braze')).toMatchObject(named)
    expect(classify({ status }, 'braze')).toMatchObject(named)
  })

  it('is sent again for 429 and 5xx, and for no other status', () => {
    const statuses = Array.from({ length: 900 }, (_, index) => index + 100)
    expect(statuses.filter(isBrazeRetryable)).toEqual([
      429,
      ...statuses.filter((status) => status >= 500 && status < 600),
    ])
  })
})

describe('whatever comes', () => {
  it('is delivered if and only if the status is 2xx, and has a reason of the closed numbering', () => {
    fc.assert(
      fc.property(anyStatus, anyBody, (status, responseBody) => {
        const outcome = classify({ status, responseBody }, 'braze')
        expect(outcome.state === 'delivered').toBe(status >= 200 && status <= 299)
        const reason = reasonOf(outcome)
        const failure = causeAndDetail(reason)
        expect(failure?.detail ?? null).toBe(outcome.detail)
        if (outcome.state === 'delivered') expect(noteOf(reason) ?? undefined).toBe(outcome.note)
        else {
          expect(reasonOfDetail(outcome.detail)).toBe(reason)
          expect(statusOfReason(reason)).toBe(status)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('has minor errors if and only if it has the note', () => {
    fc.assert(
      fc.property(anyStatus, fc.array(fc.anything(), { maxLength: 150 }), (status, errors) => {
        const body = Buffer.from(JSON.stringify({ message: 'success', errors }))
        const { kind, minorErrors } = readBrazeAnswer(status, body)
        expect(minorErrors.length > 0).toBe(kind === 'accepted_with_errors')
        for (const text of minorErrors) {
          expect(text.length).toBeLessThanOrEqual(200)
          expect(text).not.toMatch(/[\0\n]|\p{Surrogate}/u)
        }
      }),
    )
  })

  it('is named in 4xx only by a message that is exactly one of the table’s, or a sentence of Braze’s', () => {
    const names = new Set<string>(BRAZE_DETAILS)
    fc.assert(
      fc.property(fc.integer({ min: 400, max: 499 }), fc.string(), (status, message) => {
        const { detail } = judge(status, { message })
        expect(detail).toBe(names.has(`${status} ${message}`) ? `${status} ${message}` : String(status))
      }),
    )
  })

  it('leaves LINE as it was: the body says nothing there', () => {
    fc.assert(
      fc.property(anyStatus, anyBody, (status, responseBody) => {
        expect(classify({ status, responseBody })).toEqual(classify({ status }))
      }),
    )
  })
})

it('an error wins over what a Braze endpoint answered', () => {
  const facts = {
    status: 201,
    error: { code: 'ECONNRESET', phase: 'body' } as const,
    responseBody: bytes({ message: 'success' }),
  }
  expect(classify(facts, 'braze')).toMatchObject({ state: 'failed', detail: 'Session closed unexpectedly' })
})
