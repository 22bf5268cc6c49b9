import type { Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { ConnectionPool } from '@/lib/sender/connection-pool.ts'
import { createResolver } from '@/lib/sender/resolver.ts'
import { sendAttempt } from '@/lib/sender/send-attempt.ts'
import { createTrust } from '@/lib/sender/trust.ts'
import { attemptTo } from './support/attempt.ts'
import { listenHttp, listenTcp } from './support/servers.ts'

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'
const agent = new ConnectionPool({ perOrigin: 2, total: 3 })
const resolver = createResolver(null)
afterEach(() => agent.close())

/** A server that answers the nth request of the nth connection as told; counts both. */
async function startServer(behave: (socket: Socket, connection: number, request: number) => void) {
  const requests: number[] = []
  const port = await listenTcp((socket) => {
    const connection = requests.push(0) - 1
    socket.on('data', () => {
      const request = requests[connection] ?? 0
      requests[connection] = request + 1
      behave(socket, connection, request)
    })
  })
  const send = (timeoutMs = 500) => sendAttempt(attemptTo(`http://127.0.0.1:${port}/`, { agent, resolver, timeoutMs }))
  return { requests, send }
}

describe('a connection whose answer was complete', () => {
  it('carries the next request to the same origin', async () => {
    const { requests, send } = await startServer((socket) => socket.write(OK))
    const [first, second, third] = [await send(), await send(), await send()]
    expect(first).toMatchObject({ status: 200, reusedConnection: false, phases: { tcpMs: expect.any(Number) } })
    expect(second).toMatchObject({ status: 200, reusedConnection: true, phases: { dnsMs: null, tcpMs: null } })
    expect(third).toMatchObject({ reusedConnection: true, remoteAddress: '127.0.0.1', protocol: 'http/1.1' })
    expect(requests).toEqual([3])
  })

  it('carries many without piling up listeners', async () => {
    const { requests, send } = await startServer((socket) => socket.write(OK))
    for (let nth = 0; nth < 30; nth++) await send()
    expect(requests).toEqual([30])
  })

  it('is not shared by two requests at a time, and only so many are kept', async () => {
    const { requests, send } = await startServer((socket) => void setTimeout(() => socket.write(OK), 30))
    const facts = await Promise.all(Array.from({ length: 5 }, () => send()))
    expect(facts.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(requests).toEqual([1, 1, 1, 1, 1])
    expect(agent.idleCount).toBe(2)
  })

  it('is kept apart by resolver and trust anchors', async () => {
    const { url } = await listenHttp((_request, response) => void response.end('{}'))
    const request = attemptTo(url, { agent, resolver })
    await sendAttempt(request)
    expect((await sendAttempt({ ...request, resolver: createResolver(null) })).reusedConnection).toBe(false)
    expect((await sendAttempt({ ...request, trust: createTrust([]) })).reusedConnection).toBe(false)
    expect((await sendAttempt(request)).reusedConnection).toBe(true)
  })

  it('is closed when the server wants that', async () => {
    const { requests, send } = await startServer((socket) =>
      socket.write('HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}'),
    )
    await send()
    expect(agent.idleCount).toBe(0)
    expect((await send()).reusedConnection).toBe(false)
    expect(requests).toEqual([1, 1])
  })

  it('is closed before the server would, where it says when', async () => {
    const { send } = await startServer((socket) =>
      socket.write('HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1\r\nContent-Length: 2\r\n\r\n{}'),
    )
    await send()
    await expect.poll(() => agent.idleCount, { timeout: 500 }).toBe(0)
  })

  it('is closed when the server speaks out of turn', async () => {
    const { requests, send } = await startServer((socket, connection) => {
      socket.write(OK)
      if (connection === 0) setTimeout(() => socket.write('HTTP/1.1 408 Request Timeout\r\n\r\n'), 20)
    })
    await send()
    await expect.poll(() => agent.idleCount).toBe(0)
    expect(await send()).toMatchObject({ status: 200, reusedConnection: false })
    expect(requests).toEqual([1, 1])
  })

  it('leaves the pool when the server closes it', async () => {
    const { send } = await startServer((socket) => void socket.write(OK, () => setTimeout(() => socket.end(), 20)))
    await send()
    expect(agent.idleCount).toBe(1)
    await expect.poll(() => agent.idleCount).toBe(0)
  })
})

describe('a kept connection that dies under the next request', () => {
  it('says nothing about the bot: a fresh one is tried once', async () => {
    const { requests, send } = await startServer((socket, connection, request) => {
      if (connection === 0 && request === 1) socket.resetAndDestroy()
      else socket.write(OK)
    })
    await send()
    expect(await send()).toMatchObject({ status: 200, error: null, reusedConnection: false })
    expect(requests).toEqual([2, 1])
  })

  it('is judged by the fresh try, which is not repeated', async () => {
    const { requests, send } = await startServer((socket, connection) => {
      if (connection === 0 && requests[0] === 1) socket.write(OK)
      else socket.end()
    })
    await send()
    expect(await send()).toMatchObject({ error: { code: 'ECONNRESET', phase: 'response' }, reusedConnection: false })
    expect(requests).toEqual([2, 1])
  })

  it('is judged itself once a byte of an answer came', async () => {
    const { requests, send } = await startServer((socket, _connection, request) => {
      if (request === 0) socket.write(OK)
      else socket.end('HTTP/1.1 2')
    })
    await send()
    expect(await send()).toMatchObject({ error: { code: 'ECONNRESET', phase: 'response' }, reusedConnection: true })
    expect(requests).toEqual([2])
  })

  it('is judged itself when it stays silent', async () => {
    const { requests, send } = await startServer((socket, _connection, request) => {
      if (request === 0) socket.write(OK)
    })
    await send()
    expect(await send(200)).toMatchObject({ error: { code: 'ETIMEDOUT', phase: 'response' }, reusedConnection: true })
    expect(requests).toEqual([2])
  })
})

describe('a connection whose answer was not complete', () => {
  it('is never used again', async () => {
    const { requests, send } = await startServer((socket, connection) => {
      socket.write(connection === 0 ? 'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{' : OK)
    })
    expect((await send(150)).error).toEqual({ code: 'ETIMEDOUT', phase: 'body' })
    expect(await send()).toMatchObject({ status: 200, reusedConnection: false })
    expect(requests).toEqual([1, 1])
  })
})
