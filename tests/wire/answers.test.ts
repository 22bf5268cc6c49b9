import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { classify } from '@/lib/domain/classification.ts'
import { sendAttempt } from '@/lib/sender/send-attempt.ts'
import { attemptTo } from './support/attempt.ts'
import { listenHttp, listenRaw, listenTcp } from './support/servers.ts'

const CAP = 64 * 1024
const labelOf = async (url: string, timeoutMs = 500) => {
  const outcome = classify(await sendAttempt(attemptTo(url, { timeoutMs })))
  return outcome.state === 'delivered' ? 'delivered' : outcome.detail
}

describe('the request', () => {
  it('is the exact body under the given headers, with ours among them', async () => {
    const requests: unknown[] = []
    const { url, server } = await listenHttp((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const { method, headers, url: path } = request
        requests.push({ method, path, headers, body: Buffer.concat(chunks).toString() })
        response.end()
      })
    })
    const headers = {
      'Content-Type': 'application/json',
      'X-Line-Signature': 'abc=',
      host: 'forged',
      'accept-encoding': 'br',
    }
    const body = Buffer.from('{"あ": 1}')
    const facts = await sendAttempt(attemptTo(`${url}?a=%E3%81%82#part`, { headers, body }))
    const { port } = server.address() as { port: number }
    const own = {
      'content-type': 'application/json',
      host: `127.0.0.1:${port}`,
      'accept-encoding': 'identity',
      'content-length': String(body.length),
      connection: 'close',
    }
    const sent = { ...own, 'x-line-signature': 'abc=' }
    expect(requests).toEqual([{ method: 'POST', path: '/webhook?a=%E3%81%82', headers: sent, body: '{"あ": 1}' }])
    expect(facts.requestHeaders).toEqual({ ...own, 'x-line-signature': '[redacted]' })
  })
})

describe('a header that is hop by hop', () => {
  it('is not passed on: it would change where the request ends', async () => {
    const seen: unknown[] = []
    const { url } = await listenHttp(({ headers }, response) => {
      seen.push([headers['transfer-encoding'], headers.upgrade, headers.te, headers.connection])
      response.end()
    })
    const headers = { 'Transfer-Encoding': 'chunked', Upgrade: 'x', TE: 'trailers', Connection: 'upgrade' }
    expect((await sendAttempt(attemptTo(url, { headers }))).status).toBe(200)
    expect(seen).toEqual([[undefined, undefined, undefined, 'close']])
  })
})

describe('an answer', () => {
  it('is kept with its status, headers without secrets, and raw bytes', async () => {
    const { url } = await listenHttp((_request, response) => {
      response.setHeader('set-cookie', ['session=secret', 'b=2']).setHeader('x-many', ['1', '2'])
      response.writeHead(503).end('down')
    })
    const facts = await sendAttempt(attemptTo(url))
    expect(facts).toMatchObject({ status: 503, error: null, protocol: 'http/1.1', remoteAddress: '127.0.0.1' })
    expect(facts.responseHeaders).toMatchObject({ 'set-cookie': '[redacted]', 'x-many': '1, 2' })
    expect(Buffer.from(facts.responseBody ?? []).toString()).toBe('down')
    expect(facts.phases).toMatchObject({ tlsMs: null, sessionMs: null, firstByteMs: expect.any(Number) })
    expect(classify(facts)).toMatchObject({ cause: 'error_status_code', detail: '503', processed: 'yes' })
  })

  it('is never decompressed', async () => {
    const bomb = gzipSync(Buffer.alloc(1024 * 1024))
    const { url } = await listenHttp((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
    })
    const facts = await sendAttempt(attemptTo(url))
    expect(facts.status).toBe(200)
    expect(Buffer.from(facts.responseBody ?? []).equals(bomb)).toBe(true)
  })

  it.each([
    ['200', 'delivered'],
    ['500', '500'],
  ])('of more than 64 KiB is read no further, and its status %s decides', async (status, label) => {
    let written = 0
    const { url } = await listenHttp((_request, response) => {
      response.writeHead(Number(status))
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024, 'a'))) written += 64 * 1024
      }
      response.on('drain', more)
      more()
    })
    const facts = await sendAttempt(attemptTo(url))
    expect(facts).toMatchObject({ status: Number(status), error: null, responseTruncated: true })
    expect(facts.responseBody).toHaveLength(CAP)
    const outcome = classify(facts)
    expect(outcome.detail ?? outcome.state).toBe(label)
    expect(written).toBeLessThan(64 * 1024 * 1024)
  })

  it('of exactly 64 KiB is whole', async () => {
    const { url } = await listenHttp((_request, response) => void response.end(Buffer.alloc(CAP, 'a')))
    expect(await sendAttempt(attemptTo(url))).toMatchObject({ responseTruncated: false, error: null })
  })

  it.each([200, 201, 202, 204, 299])('with the status %i is delivered', async (status) => {
    const { url } = await listenHttp((_request, response) => void response.writeHead(status).end())
    expect(await labelOf(url)).toBe('delivered')
  })

  it.each([300, 301, 302, 303, 304, 307, 308, 400, 401, 404, 410, 418, 429, 451, 500, 502, 503, 504, 599, 600, 999])(
    'with the status %i is that',
    async (status) => {
      const url = await listenRaw(`HTTP/1.1 ${status} X\r\nContent-Length: 0\r\nLocation: /\r\n\r\n`)
      expect(await labelOf(url)).toBe(String(status))
    },
  )

  it('of 101 is no success, and 1xx before the answer are skipped', async () => {
    expect(
      await labelOf(await listenRaw('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n')),
    ).toBe('101')
    const interim =
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n'
    expect(await labelOf(await listenRaw(`${interim}HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}`))).toBe('delivered')
    expect(await labelOf(await listenRaw(interim, () => {}), 200)).toBe('Request timeout')
    expect(await labelOf(await listenRaw(interim))).toBe('Session closed unexpectedly')
  })

  it.each<[string, string, string]>([
    ['HTTP/1.0 that ends with the connection', 'HTTP/1.0 200 OK\r\n\r\nhello', 'delivered'],
    ['chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n', 'delivered'],
    [
      'more body than it said',
      'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}more',
      'Unclassified webhook dispatch error',
    ],
    ['nothing', '', 'Session closed unexpectedly'],
    ['half a status line', 'HTTP/1.1 20', 'Session closed unexpectedly'],
    ['half of the headers', 'HTTP/1.1 200 OK\r\nContent-Le', 'Session closed unexpectedly'],
    ['half of the body', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{', 'Session closed unexpectedly'],
    [
      'chunks without an end',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n',
      'Session closed unexpectedly',
    ],
    ['text', 'hello\r\n\r\n', 'Unclassified webhook dispatch error'],
    ['an SSH banner', 'SSH-2.0-OpenSSH_9.6\r\n', 'Unclassified webhook dispatch error'],
    ['zeros', '\0'.repeat(64), 'Unclassified webhook dispatch error'],
    ['a status of four digits', 'HTTP/1.1 2000 OK\r\n\r\n', 'Unclassified webhook dispatch error'],
    ['the status 099', 'HTTP/1.1 099 X\r\nContent-Length: 0\r\n\r\n', 'Unclassified webhook dispatch error'],
    ['too long headers', `HTTP/1.1 200 OK\r\nA: ${'a'.repeat(99_999)}\r\n\r\n`, 'Unclassified webhook dispatch error'],
    [
      'a chunk of no size',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
      'Unclassified webhook dispatch error',
    ],
    [
      'two lengths',
      'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}',
      'Unclassified webhook dispatch error',
    ],
  ])('that is %s', async (_what, bytes, label) => {
    expect(await labelOf(await listenRaw(Buffer.from(bytes, 'latin1')))).toBe(label)
  })

  it('that comes before the request was read counts', async () => {
    const port = await listenTcp((socket) => {
      socket.once('data', () => socket.pause().write('HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n'))
    })
    const body = new Uint8Array(32 * 1024 * 1024)
    const facts = await sendAttempt(attemptTo(`http://127.0.0.1:${port}/`, { body, timeoutMs: 1_000 }))
    expect(facts).toMatchObject({ status: 413, error: null })
  })

  it('that never comes, because the connection was lost while sending, may have been processed', async () => {
    const port = await listenTcp((socket) => {
      socket.once('data', () => {
        socket.pause()
        setTimeout(() => socket.resetAndDestroy(), 50)
      })
    })
    const body = new Uint8Array(32 * 1024 * 1024)
    const facts = await sendAttempt(attemptTo(`http://127.0.0.1:${port}/`, { body }))
    expect(facts.error?.phase).toBe('request')
    expect(classify(facts)).toMatchObject({ detail: 'Request timeout', processed: 'maybe' })
  })
})

describe('a fault of our own', () => {
  it('throws and is no attempt', async () => {
    const { url } = await listenHttp((_request, response) => void response.end())
    await expect(sendAttempt(attemptTo(url, { headers: { 'x-bad': 'a\r\nb' } }))).rejects.toMatchObject({
      code: 'ERR_INVALID_CHAR',
    })
  })
})
