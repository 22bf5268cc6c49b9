import { describe, expect, it } from 'vitest'
import type { StepEvent } from '@/lib/domain/step-event.ts'
import { sendAttempt } from '@/lib/sender/send-attempt.ts'
import { attemptTo } from './support/attempt.ts'
import { listenHttp2, makeHttp2World } from './support/http2-server.ts'
import { listenHttp } from './support/servers.ts'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
const EMPTY = new Uint8Array()

describe('a request of another method', () => {
  it.each(METHODS)('%s over HTTP/1.1, with an empty body', async (method) => {
    const seen: unknown[] = []
    const { url } = await listenHttp((request, response) => {
      seen.push({ method: request.method, length: request.headers['content-length'] })
      response.end('{"a":1}')
    })
    const facts = await sendAttempt(attemptTo(url, { method, body: EMPTY }))
    expect(seen).toEqual([{ method, length: method.startsWith('P') ? '0' : undefined }])
    expect(facts).toMatchObject({ status: 200, error: null })
    expect(Buffer.from(facts.responseBody ?? []).toString()).toBe(method === 'HEAD' ? '' : '{"a":1}')
  })

  it.each(METHODS)('%s over HTTP/2', async (method) => {
    const world = await makeHttp2World()
    const seen: unknown[] = []
    const { port } = await listenHttp2(world, (stream, headers) => {
      seen.push(headers[':method'])
      stream.respond({ ':status': 200 }, { endStream: method === 'HEAD' })
      if (method !== 'HEAD') stream.end('{"a":1}')
    })
    const steps: string[] = []
    const onStep = ({ step, state }: StepEvent) => steps.push(`${step} ${state}`)
    const facts = await world.sendTo(port, { method, body: EMPTY, onStep })
    expect(seen).toEqual([method])
    expect(steps.slice(-4)).toEqual(['request started', 'request done', 'response started', 'response done'])
    expect(facts).toMatchObject({ status: 200, error: null, protocol: 'h2' })
  })

  it.each(['GET', 'DELETE'] as const)('%s may have a body over HTTP/2', async (method) => {
    const world = await makeHttp2World()
    const bodies: string[] = []
    const { port } = await listenHttp2(world, (stream, _headers, body) => {
      bodies.push(body.toString())
      stream.respond({ ':status': 200 }, { endStream: true })
    })
    expect(await world.sendTo(port, { method, body: Buffer.from('{}') })).toMatchObject({ status: 200, error: null })
    expect(bodies).toEqual(['{}'])
  })

  it('DELETE may have a body', async () => {
    const bodies: string[] = []
    const { url } = await listenHttp((request, response) => {
      request.on('data', (chunk: Buffer) => bodies.push(chunk.toString()))
      request.on('end', () => response.writeHead(204).end())
    })
    expect((await sendAttempt(attemptTo(url, { method: 'DELETE', body: Buffer.from('{}') }))).status).toBe(204)
    expect(bodies).toEqual(['{}'])
  })
})

describe('the headers of an answer', () => {
  it('are told unredacted to whoever asks, and only there', async () => {
    const { url } = await listenHttp((_request, response) => {
      response.setHeader('Set-Cookie', ['a=1', 'b=2']).setHeader('X-Request-Id', 'r1').end()
    })
    const told: unknown[] = []
    const facts = await sendAttempt(attemptTo(url, { onHeaders: (headers) => told.push(headers) }))
    expect(told).toEqual([expect.objectContaining({ 'set-cookie': ['a=1', 'b=2'], 'x-request-id': 'r1' })])
    expect(facts.responseHeaders?.['set-cookie']).toBe('[redacted]')
  })

  it('are not told when none came', async () => {
    const { url } = await listenHttp((request) => request.socket.destroy())
    const told: unknown[] = []
    await sendAttempt(attemptTo(url, { onHeaders: (headers) => told.push(headers) }))
    expect(told).toEqual([])
  })

  it('and its body: no more of it than is asked for', async () => {
    const { url } = await listenHttp((_request, response) => void response.end('abcdef'))
    const facts = await sendAttempt(attemptTo(url, { limits: { responseBytes: 3 } }))
    expect(Buffer.from(facts.responseBody ?? []).toString()).toBe('abc')
    expect(facts.responseTruncated).toBe(true)
  })
})

describe('a URL that our policy refuses', () => {
  it.each([
    ['port', 'https://bot.example:22/'],
    ['scheme', 'ftp://bot.example/'],
    ['user_info', 'https://a:b@bot.example/'],
    ['too_long', `https://bot.example/${'a'.repeat(500)}`],
  ])('for its %s is no attempt', async (reason, url) => {
    await expect(sendAttempt(attemptTo(url))).rejects.toMatchObject({ name: 'UrlRefused', code: 'url_refused', reason })
  })

  it.each(['https://', 'https://bot.example/../x', 'no url'])('is not %s: that is one', async (url) => {
    expect((await sendAttempt(attemptTo(url))).error?.phase).toBe('url')
  })
})
