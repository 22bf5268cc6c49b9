import { beforeAll, describe, expect, it } from 'vitest'
import { classify } from '@/lib/domain/classification.ts'
import { data, ERROR, FLAG, frame, goaway, head, reset, settings, TYPE } from '@/lib/practice-bot/http2-frames.ts'
import { type Http2World, listenByHand, listenHttp2, makeHttp2World } from './support/http2-server.ts'

let world: Http2World
beforeAll(async () => {
  world = await makeHttp2World()
})

const OK = (id: number) => head(id, '200', FLAG.endStream)
const MINUTE = 60_000

describe('a webhook over HTTP/2', () => {
  it('is the exact body under the given headers, with those of HTTP/2 and none of HTTP/1.1', async () => {
    const requests: unknown[] = []
    const { port } = await listenHttp2(world, (stream, headers, body) => {
      requests.push({ headers: Object.fromEntries(Object.entries(headers)), body: body.toString() })
      stream.respond({ ':status': 200 })
      stream.end('{}')
    })
    const headers = { 'X-Line-Signature': 'abc=', Host: 'forged', Connection: 'keep-alive', 'Transfer-Encoding': 'x' }
    const facts = await world.sendTo(port, { headers, body: Buffer.from('{"あ": 1}') })
    const own = { 'accept-encoding': 'identity', 'content-length': '10' }
    expect(requests).toEqual([
      {
        body: '{"あ": 1}',
        headers: {
          ':method': 'POST',
          ':scheme': 'https',
          ':authority': `bot.http2.test:${port}`,
          ':path': '/hook?a=1',
          'x-line-signature': 'abc=',
          ...own,
        },
      },
    ])
    expect(facts.requestHeaders).toEqual({
      host: `bot.http2.test:${port}`,
      'x-line-signature': '[redacted]',
      ...own,
    })
  })

  it('comes with its protocol, certificate and the time of each phase', async () => {
    const { port } = await listenHttp2(world, (stream) => {
      stream.respond({ ':status': 503, 'set-cookie': ['a=1', 'b=2'], 'x-many': ['1', '2'] })
      stream.end('down')
    })
    const facts = await world.sendTo(port)
    expect(facts).toMatchObject({ status: 503, error: null, protocol: 'h2', tlsVersion: 'TLSv1.3' })
    expect(facts.certificate?.subject).toBe('CN=practice bot')
    expect(facts.responseHeaders).toMatchObject({ 'set-cookie': '[redacted]', 'x-many': '1, 2' })
    expect(facts.responseHeaders).not.toHaveProperty(':status')
    expect(Buffer.from(facts.responseBody ?? []).toString()).toBe('down')
    const { dnsMs, tcpMs, tlsMs, sessionMs, firstByteMs, bodyMs } = facts.phases
    const all = [dnsMs, tcpMs, tlsMs, sessionMs, firstByteMs, bodyMs].map((ms) => ms ?? Number.NaN)
    expect(all.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(facts.durationMs)
    expect(sessionMs).toBeGreaterThan(0)
  })

  it('is read to 64 KiB, and then its status decides', async () => {
    const { port } = await listenHttp2(world, (stream) => {
      stream.respond({ ':status': 200 })
      stream.end(Buffer.alloc(1024 * 1024))
    })
    const facts = await world.sendTo(port)
    expect(facts).toMatchObject({ status: 200, error: null, responseTruncated: true })
    expect(facts.responseBody).toHaveLength(64 * 1024)
  })

  it('is not sent over a cipher suite that is for HTTP/1.x only', async () => {
    const seen: string[] = []
    const options = { ...world.certificates.rsa, maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-SHA' }
    const { port, server } = await listenHttp2(world, () => seen.push('h2'), { ...options, allowHTTP1: true })
    server.on('request', ({ httpVersion }, response) => {
      seen.push(httpVersion)
      response.end()
    })
    const facts = await world.sendTo(port)
    expect(facts).toMatchObject({ status: 200, protocol: 'http/1.1', tlsVersion: 'TLSv1.2', error: null })
    expect(seen).toEqual(['1.1'])
  })

  it('that cannot be sent is a fault of our own and throws', async () => {
    const { port } = await listenHttp2(world, (stream) => stream.respond({ ':status': 200 }, { endStream: true }))
    await expect(world.sendTo(port, { headers: { 'x-bad': 'a\r\nb' } })).rejects.toMatchObject({
      code: 'ERR_INVALID_CHAR',
    })
  })
})

describe('a session', () => {
  it('is waited for, within the limit of TLS, before anything is sent', async () => {
    const { port } = await listenByHand(world, {
      onOpen: (socket) => {
        socket.pause()
        setTimeout(() => {
          socket.write(settings())
          socket.resume()
        }, 150)
      },
      onRequest: (socket, id) => socket.write(OK(id)),
    })
    const facts = await world.sendTo(port)
    expect(facts).toMatchObject({ status: 200, protocol: 'h2' })
    expect(facts.phases.sessionMs).toBeGreaterThan(100)
    const late = await world.sendTo(port, { limits: { tlsMs: 80 } })
    expect(late).toMatchObject({ error: { code: 'ETIMEDOUT', phase: 'session' }, status: null })
    expect(late.durationMs).toBeLessThan(300)
    expect(classify(late)).toMatchObject({ detail: 'Session protocol negotiation failure', processed: 'no' })
  })

  it('that first allows no request and then one is used', async () => {
    const { port } = await listenByHand(world, {
      onOpen: (socket) => {
        socket.write(settings(0))
        setTimeout(() => socket.write(settings(1)), 50)
      },
      onRequest: (socket, id) => socket.write(OK(id)),
    })
    expect(await world.sendTo(port)).toMatchObject({ status: 200, error: null })
  })

  it('whose server refuses us after the handshake is a failed handshake', async () => {
    const { certificates } = world
    const wanted = { requestCert: true, rejectUnauthorized: true, ca: certificates.caPem }
    const { port } = await listenByHand(world, { onRequest: () => {} }, wanted)
    const facts = await world.sendTo(port)
    expect(facts.error?.phase).toBe('tls')
    expect(classify(facts)).toMatchObject({ detail: 'TLS handshake failure', processed: 'no' })
  })
})

describe('what ends a stream or its connection', () => {
  const label = async (port: number, changes = {}) => {
    const facts = await world.sendTo(port, { timeoutMs: 1_000, ...changes })
    const { detail, processed } = classify(facts)
    return { detail, processed, code: facts.error?.code }
  }
  const closed = { detail: 'Session closed unexpectedly', processed: 'maybe' }
  const left = { detail: 'Connection failed (received GOAWAY)', processed: 'no', code: 'TODOKU_GOAWAY' }

  it.each<[string, (id: number) => Buffer[], object]>([
    ['GOAWAY that leaves the request out', () => [goaway(0)], left],
    ['the same with an error', () => [goaway(0, ERROR.internal)], left],
    ['GOAWAY, at first without a limit', () => [goaway(0x7fffffff), goaway(0)], left],
    ['GOAWAY with an error that leaves the request in', (id) => [goaway(id, ERROR.internal)], closed],
    ['REFUSED_STREAM', (id) => [reset(id, ERROR.refusedStream)], { detail: 'Connection failed', processed: 'no' }],
    [
      'REFUSED_STREAM after the head of the answer, which is a lie',
      (id) => [head(id, '200'), reset(id, ERROR.refusedStream)],
      { detail: 'Stream closed unexpectedly', processed: 'maybe' },
    ],
    [
      'HTTP_1_1_REQUIRED',
      (id) => [reset(id, 13)],
      { detail: 'Stream closed unexpectedly', code: 'NGHTTP2_HTTP_1_1_REQUIRED' },
    ],
    ['a code that there is not', (id) => [reset(id, 99)], { code: 'NGHTTP2_UNKNOWN_ERROR' }],
    [
      'NO_ERROR in the middle of a body',
      (id) => [head(id, '200'), data(id, '{'), reset(id, 0)],
      {
        detail: 'Stream closed unexpectedly',
        code: 'NGHTTP2_NO_ERROR',
      },
    ],
    ['CANCEL after a complete answer', (id) => [OK(id), reset(id, ERROR.cancel)], { detail: null }],
    ['GOAWAY after a complete answer', (id) => [OK(id), goaway(id, ERROR.internal)], { detail: null }],
    ['GOAWAY before a complete answer', (id) => [goaway(id), OK(id)], { detail: null }],
  ])('%s', async (_what, frames, expected) => {
    const { port, requests } = await listenByHand(world, {
      onRequest: (socket, id) => socket.write(Buffer.concat(frames(id))),
    })
    expect(await label(port)).toMatchObject(expected)
    // Nothing is sent twice behind our back.
    expect(requests).toEqual([1])
  })

  it.each<[string, (id: number) => Buffer]>([
    ['DATA of no stream', () => data(0, 'x')],
    ['DATA of a stream that was never opened', (id) => data(id + 6, 'x', FLAG.endStream)],
    ['DATA before HEADERS', (id) => data(id, 'x', FLAG.endStream)],
    ['SETTINGS of a stream', (id) => frame(TYPE.settings, 0, id)],
    ['a frame over the size that we allow', (id) => frame(TYPE.data, 0, id, Buffer.alloc(20_000))],
    ['headers that cannot be decoded', (id) => frame(TYPE.headers, FLAG.endHeaders, id, Buffer.alloc(6, 0xff))],
    ['a window that grows beyond measure', () => frame(8, 0, 0, Buffer.from([0x7f, 0xff, 0xff, 0xff]))],
    ['a push, which we forbade', (id) => frame(5, FLAG.endHeaders, id, Buffer.from([0, 0, 0, 2, 0x88]))],
    ['HTTP/1.1', () => Buffer.from('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')],
  ])('a broken protocol, by %s, is told at once', async (_what, bytes) => {
    const { port } = await listenByHand(world, { onRequest: (socket, id) => socket.write(bytes(id)) })
    const facts = await world.sendTo(port, { timeoutMs: MINUTE })
    expect(facts.error).toEqual({ code: 'TODOKU_HTTP2_ERROR', phase: 'response' })
    expect(classify(facts)).toMatchObject(closed)
  })

  it('a request whose body the server does not take in runs into the deadline', async () => {
    const { port } = await listenHttp2(world, () => {})
    const { port: unread } = await listenByHand(world, { onRequest: () => {} })
    expect(await label(port, { timeoutMs: 300 })).toMatchObject({ detail: 'Request timeout', processed: 'maybe' })
    const body = new Uint8Array(1024 * 1024)
    const facts = await world.sendTo(unread, { timeoutMs: 300, body })
    expect(facts.error).toEqual({ code: 'ETIMEDOUT', phase: 'request' })
    expect(facts.durationMs).toBeLessThan(800)
  })
})
