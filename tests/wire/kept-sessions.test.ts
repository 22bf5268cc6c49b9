import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { ERROR, FLAG, goaway, head, reset, settings } from '@/lib/practice-bot/http2-frames.ts'
import { type Http2World, listenByHand, makeHttp2World, makePool } from './support/http2-server.ts'

let world: Http2World
beforeAll(async () => {
  world = await makeHttp2World()
})

const OK = (id: number) => head(id, '200', FLAG.endStream)

describe('a kept HTTP/2 session', () => {
  it('carries the next request, and many at a time', async () => {
    const { port, requests } = await listenByHand(world, {
      onRequest: (socket, id) => void setTimeout(() => socket.write(OK(id)), 20),
    })
    const agent = makePool()
    const first = await world.sendTo(port, { agent })
    expect(first).toMatchObject({ status: 200, reusedConnection: false })
    const more = await Promise.all(Array.from({ length: 20 }, () => world.sendTo(port, { agent })))
    for (const facts of more) {
      expect(facts).toMatchObject({ status: 200, reusedConnection: true, protocol: 'h2', error: null })
      expect(facts.phases).toMatchObject({ dnsMs: null, tcpMs: null, tlsMs: null, sessionMs: null })
      expect(facts.certificate).toEqual(first.certificate)
    }
    expect(requests).toEqual([21])
  })

  it('carries no more at a time than the server allows', async () => {
    const { port, requests } = await listenByHand(world, {
      onOpen: (socket) => socket.write(settings(2)),
      onRequest: (socket, id) => void setTimeout(() => socket.write(OK(id)), 60),
    })
    const agent = makePool()
    await world.sendTo(port, { agent })
    const three = await Promise.all([1, 2, 3].map(() => world.sendTo(port, { agent })))
    expect(three.map(({ reusedConnection }) => reusedConnection)).toEqual([true, true, false])
    expect(requests).toEqual([3, 1])
  })

  it('is not kept without a pool', async () => {
    const closed: boolean[] = []
    const { port } = await listenByHand(world, {
      onOpen: (socket) => {
        socket.write(settings())
        socket.on('close', () => closed.push(true))
      },
      onRequest: (socket, id) => socket.write(OK(id)),
    })
    await world.sendTo(port)
    await expect.poll(() => closed).toEqual([true])
  })

  it('is left after GOAWAY, while what it carries goes on', async () => {
    const { port, requests } = await listenByHand(world, {
      onRequest: (socket, id, connection, request) => {
        if (connection === 0 && request === 1) {
          socket.write(goaway(id))
          setTimeout(() => socket.write(OK(id)), 150)
        } else socket.write(OK(id))
      },
    })
    const agent = makePool()
    await world.sendTo(port, { agent })
    const goingOn = world.sendTo(port, { agent })
    await sleep(75)
    expect(await world.sendTo(port, { agent })).toMatchObject({ status: 200, reusedConnection: false })
    expect(await goingOn).toMatchObject({ status: 200, reusedConnection: true, error: null })
    expect(requests).toEqual([2, 1])
  })

  it('is left after an answer that was not complete, while others go on', async () => {
    const { port, requests } = await listenByHand(world, {
      onRequest: (socket, id, connection, request) => {
        if (connection === 0 && request === 1) socket.write(head(id, '200'))
        else if (connection === 0 && request === 2) setTimeout(() => socket.write(OK(id)), 300)
        else socket.write(OK(id))
      },
    })
    const agent = makePool()
    await world.sendTo(port, { agent })
    const stalled = world.sendTo(port, { agent, timeoutMs: 150 })
    const slow = world.sendTo(port, { agent })
    expect(await stalled).toMatchObject({ error: { code: 'ETIMEDOUT', phase: 'body' }, reusedConnection: true })
    expect(await world.sendTo(port, { agent })).toMatchObject({ status: 200, reusedConnection: false })
    expect(await slow).toMatchObject({ status: 200, error: null })
    expect(requests).toEqual([3, 1])
  })

  it('leaves the pool when the server closes it', async () => {
    const { port } = await listenByHand(world, {
      onRequest: (socket, id) => void socket.write(OK(id), () => setTimeout(() => socket.end(), 30)),
    })
    const agent = makePool()
    await world.sendTo(port, { agent })
    expect(agent.idleCount).toBe(1)
    await expect.poll(() => agent.idleCount).toBe(0)
  })
})

describe('a kept session that ends under the next request', () => {
  it.each<[string, (id: number) => Buffer]>([
    ['by its end', () => Buffer.alloc(0)],
    ['by GOAWAY that leaves the request out', (id) => goaway(id - 2)],
    ['by GOAWAY with an error', (id) => goaway(id - 2, ERROR.internal)],
  ])('%s says nothing about the bot: a fresh one is tried once', async (_what, last) => {
    const { port, requests } = await listenByHand(world, {
      onRequest: (socket, id, connection, request) => {
        if (connection === 0 && request === 1) socket.end(last(id))
        else socket.write(OK(id))
      },
    })
    const agent = makePool()
    await world.sendTo(port, { agent })
    expect(await world.sendTo(port, { agent })).toMatchObject({ status: 200, error: null, reusedConnection: false })
    expect(requests).toEqual([2, 1])
  })

  it('is judged by the fresh try, which is not repeated', async () => {
    const { port, requests } = await listenByHand(world, {
      onRequest: (socket, id, connection, request) => {
        if (connection === 0 && request === 0) socket.write(OK(id))
        else socket.end()
      },
    })
    const agent = makePool()
    await world.sendTo(port, { agent })
    const facts = await world.sendTo(port, { agent })
    expect(facts).toMatchObject({ error: { code: 'ECONNRESET', phase: 'response' }, reusedConnection: false })
    expect(requests).toEqual([2, 1])
  })

  it('is judged itself once the head of an answer came', async () => {
    const { port, requests } = await listenByHand(world, {
      onRequest: (socket, id, _connection, request) => {
        if (request === 0) socket.write(OK(id))
        else socket.end(head(id, '103'))
      },
    })
    const agent = makePool()
    await world.sendTo(port, { agent })
    const facts = await world.sendTo(port, { agent })
    expect(facts).toMatchObject({ error: { code: 'ECONNRESET', phase: 'response' }, reusedConnection: true })
    expect(requests).toEqual([2])
  })

  it('or resets only the stream, is judged: the server has spoken', async () => {
    const { port, requests } = await listenByHand(world, {
      onRequest: (socket, id, _connection, request) =>
        socket.write(request === 0 ? OK(id) : reset(id, ERROR.refusedStream)),
    })
    const agent = makePool()
    await world.sendTo(port, { agent })
    const facts = await world.sendTo(port, { agent })
    expect(facts).toMatchObject({ error: { code: 'NGHTTP2_REFUSED_STREAM' }, reusedConnection: true })
    expect(requests).toEqual([2])
  })
})
