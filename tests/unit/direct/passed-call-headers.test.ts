import { describe, expect, it } from 'vitest'
import { answerHeaders, callHeaders } from '@/lib/direct/passed-call-headers.ts'

describe('a call that is passed on', () => {
  it('keeps its own headers, and leaves the connection, this server and the caller’s credentials behind', () => {
    expect(
      callHeaders({
        'content-type': 'application/json',
        'x-braze-bulk': 'true',
        accept: ['a/b', 'c/d'].join(', '),
        'content-encoding': 'gzip',
        host: 'todoku.example',
        connection: 'keep-alive, X-Of-This-Hop',
        'x-of-this-hop': '1',
        'content-length': '7',
        'transfer-encoding': 'chunked',
        authorization: 'Bearer of-the-caller',
        cookie: 'session=1',
        'accept-encoding': 'gzip',
        'x-forwarded-for': '192.0.2.1',
        forwarded: 'for=192.0.2.1',
        'x-todoku-client-address': '192.0.2.1',
        expect: '100-continue',
      }),
    ).toEqual({
      'content-type': 'application/json',
      'x-braze-bulk': 'true',
      accept: 'a/b, c/d',
      'content-encoding': 'gzip',
    })
  })

  it('gets the headers of the answer, but for the connection’s and cookies', () => {
    expect(
      answerHeaders({
        'content-type': 'application/json',
        'x-request-id': 'of-braze',
        'retry-after': '7',
        via: ['1.1 a', '1.1 b'],
        connection: 'close, X-Of-This-Hop',
        'x-of-this-hop': '1',
        'transfer-encoding': 'chunked',
        'content-length': '7',
        'set-cookie': ['a=b'],
        nothing: undefined,
      }),
    ).toEqual({
      'content-type': 'application/json',
      'x-request-id': 'of-braze',
      'retry-after': '7',
      via: ['1.1 a', '1.1 b'],
    })
  })
})
