import { expect, test } from 'vitest'
import { describeApi } from '@/lib/http/describe-api.ts'
import { apiDocument, type Exchange } from '@/tests/api/support/api-document.ts'

/** What holds the API tests against the document must notice when they disagree. */
const document = apiDocument(JSON.parse(JSON.stringify(describeApi(6_000))))

const json = { 'content-type': 'application/json; charset=utf-8' }
const exchange = (method: string, path: string, status: number, answer: object, body?: object): Exchange => ({
  method,
  path,
  sent: { headers: body ? json : {}, body: body ? JSON.stringify(body) : null },
  got: { status, headers: new Headers(json), body: JSON.stringify(answer) },
})
const faults = (one: Exchange) => document.faultsOf(one, true)

const queue = {
  message: 'success',
  pending: 1,
  oldestAt: '2026-11-21T01:00:00.000Z',
  beingSent: 0,
  failingSince: null,
  suspendedAt: null,
  nextProbeAt: null,
  gateway: { arrivedAt: null, refusedAt: null, refused: 0 },
}
const QUEUE = '/api/v1/channels/c/queue'

test('what agrees has no faults', () => {
  expect(faults(exchange('GET', QUEUE, 200, queue))).toEqual([])
  const refusal = { message: 'There is no such channel.', code: 'not_found' }
  expect(faults(exchange('GET', QUEUE, 404, refusal))).toEqual([])
  expect(faults(exchange('GET', QUEUE, 503, { ...refusal, code: 'not_ready' }))).toEqual([])
  expect(
    faults(exchange('GET', '/sends/data_series?send_id=s&length=14', 200, { message: 'success', data: [] })),
  ).toEqual([])
  const key = { name: 'n', scopes: ['attempts:write'] }
  expect(faults(exchange('POST', '/api/v1/keys', 401, refusal, key))).toEqual([])
})

test.each<[string, Exchange, RegExp]>([
  [
    'a field that is not described',
    exchange('GET', QUEUE, 200, { ...queue, depth: 1 }),
    /additional properties.*depth/,
  ],
  ['one inside of another', exchange('GET', QUEUE, 200, { ...queue, gateway: { ...queue.gateway, by: 1 } }), /"by"/],
  ['a field that is not there', exchange('GET', QUEUE, 200, { ...queue, pending: undefined }), /pending/],
  ['a value of another type', exchange('GET', QUEUE, 200, { ...queue, pending: '1' }), /pending must be integer/],
  ['a time that is none', exchange('GET', QUEUE, 200, { ...queue, oldestAt: 'today' }), /oldestAt must match format/],
  ['a status that is not described', exchange('GET', QUEUE, 409, queue), /no answer 409/],
  ['a refusal without its code', exchange('GET', QUEUE, 404, { message: 'No.' }), /code/],
  ['an operation that is not described', exchange('PATCH', QUEUE, 200, queue), /no such operation/],
  ['a parameter that is not described', exchange('GET', `${QUEUE}?deep=1`, 200, queue), /query deep/],
  [
    'a parameter that is missing',
    exchange('GET', '/sends/data_series?send_id=s', 200, { message: 'success', data: [] }),
    /length is missing/,
  ],
  [
    'a parameter out of its range',
    exchange('GET', '/sends/data_series?send_id=s&length=101', 200, { message: 'success', data: [] }),
    /length.*<= 100/,
  ],
  [
    'a body that is missing',
    exchange('POST', '/api/v1/keys', 401, { message: 'No key.', code: 'unauthorized' }),
    /body is missing/,
  ],
  [
    'a body with a field too many',
    exchange('POST', '/api/v1/keys', 401, { message: 'No key.', code: 'unauthorized' }, { name: 'n', until: 1 }),
    /until/,
  ],
  [
    'a header that is missing',
    exchange('POST', '/in/c', 200, { message: 'success' }, { events: [] }),
    /x-line-signature is missing/,
  ],
])('%s is a fault', (_, one, said) => {
  expect(faults(one).join('\n')).toMatch(said)
})
