import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { classify } from '@/lib/domain/classification.ts'
import type { StepEvent } from '@/lib/domain/step-event.ts'
import { AddressDenied, NotSent, UrlRefused } from '@/lib/sender/attempt-fault.ts'
import type { SenderProfile } from '@/lib/sender/sender-profile.ts'
import { makeSenderThread } from '@/lib/sender/sender-thread.ts'
import { ThreadLink } from '@/lib/sender/thread-link.ts'
import type { ThreadSendRequest } from '@/lib/sender/thread-messages.ts'
import { bundleSenderThread, LOOPBACK_OPENED } from './support/sender-thread.ts'
import { a, listenDns, listenHttp, listenTcp } from './support/servers.ts'

let bundled: Awaited<ReturnType<typeof bundleSenderThread>>
beforeAll(async () => {
  bundled = await bundleSenderThread()
})
afterAll(() => bundled?.remove())

function makeSender(changes: Partial<SenderProfile> = {}) {
  const sender = bundled.make(changes)
  onTestFinished(() => sender.close())
  return sender
}

const requestTo = (url: string, changes: Partial<ThreadSendRequest> = {}): ThreadSendRequest => ({
  url,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from('{}'),
  timeoutMs: 1_000,
  ...changes,
})

/** Answers with what was sent. */
const listenEcho = () =>
  listenHttp((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => response.end(Buffer.concat(chunks)))
  })

describe('an attempt in the thread of the sender', () => {
  it('has the facts, and its connection is kept', async () => {
    const { url } = await listenEcho()
    const sender = makeSender()
    const first = await sender.send(requestTo(url, { body: Buffer.from('{"あ":1}') }))
    expect(first).toMatchObject({ url, status: 200, error: null, reusedConnection: false, remoteAddress: '127.0.0.1' })
    expect(Buffer.from(first.responseBody ?? []).toString()).toBe('{"あ":1}')
    expect(first.startedAtMs).toBeGreaterThan(Date.now() - 5_000)
    expect(classify(first).state).toBe('delivered')
    expect(await sender.send(requestTo(url))).toMatchObject({ status: 200, reusedConnection: true })
    expect(await sender.send(requestTo(url, { fresh: true }))).toMatchObject({ status: 200, reusedConnection: false })
  })

  it('that is asked for in short has, when it arrives, what is kept of it; else all facts', async () => {
    let status = 204
    const { url } = await listenHttp((_request, response) => {
      response.writeHead(status, { 'retry-after': '7' }).end()
    })
    const sender = makeSender()
    const arrived = await sender.send(requestTo(url, { brief: true }))
    expect(arrived).toMatchObject({ url, status, error: null, protocol: 'http/1.1', remoteAddress: '127.0.0.1' })
    expect(arrived.durationMs).toBeGreaterThan(0)
    expect(arrived.startedAtMs).toBeGreaterThan(Date.now() - 5_000)
    expect(arrived).toMatchObject({ requestHeaders: {}, responseHeaders: null, responseBody: null, certificate: null })
    status = 503
    const failed = await sender.send(requestTo(url, { brief: true }))
    expect(failed).toMatchObject({ status, responseHeaders: { 'retry-after': '7' }, reusedConnection: true })
    expect(failed.requestHeaders['content-type']).toBe('application/json')
  })

  it('that fails has facts all the same', async () => {
    const port = await listenTcp((socket) => socket.destroy())
    const facts = await makeSender().send(requestTo(`http://127.0.0.1:${port}/`))
    expect(facts).toMatchObject({ status: null, error: { code: 'ECONNRESET' }, responseBody: null })
  })

  it('keeps to itself, however many there are at once', async () => {
    const { url } = await listenEcho()
    const sender = makeSender()
    const bodies = Array.from({ length: 300 }, (_, nth) => `${nth} `.repeat(nth % 40))
    const all = await Promise.all(bodies.map((body) => sender.send(requestTo(url, { body: Buffer.from(body) }))))
    expect(all.map(({ responseBody }) => Buffer.from(responseBody ?? []).toString())).toEqual(bodies)
  })

  it('tells its steps in order, then its headers, then its facts', async () => {
    const { url } = await listenHttp((_request, response) => {
      response.setHeader('set-cookie', ['a=1', 'b=2']).end()
    })
    const told: string[] = []
    const onStep = ({ step, state }: StepEvent) => told.push(`${step} ${state}`)
    const onHeaders = (headers: object) => told.push(JSON.stringify(Object.entries(headers)[0]))
    await makeSender().send(requestTo(url, { onStep, onHeaders, method: 'GET' }))
    told.push('facts')
    const steps = ['url', 'dns', 'tcp', 'request', 'response'].flatMap((step) => [`${step} started`, `${step} done`])
    expect(told).toEqual([...steps, '["set-cookie",["a=1","b=2"]]', 'facts'])
  })

  it('suffers from no listener that throws', async () => {
    const { url } = await listenEcho()
    const fail = () => {
      throw new Error('of the listener')
    }
    expect(await makeSender().send(requestTo(url, { onStep: fail, onHeaders: fail }))).toMatchObject({ status: 200 })
  })
})

/** Answers each request after so long, and counts how many it had at once. */
async function listenSlowly(afterMs: number) {
  const seen = { now: 0, most: 0, all: 0 }
  const { url } = await listenHttp((request, response) => {
    request.resume()
    seen.all += 1
    seen.now += 1
    seen.most = Math.max(seen.most, seen.now)
    setTimeout(() => {
      seen.now -= 1
      response.end()
    }, afterMs)
  })
  return { url, seen }
}

describe('requests of a lane', () => {
  it('are on the wire as many as may be, those of another lane beside them', async () => {
    const { url, seen } = await listenSlowly(5)
    const other = await listenSlowly(5)
    const sender = makeSender()
    const all = Array.from({ length: 20 }, (_, nth) => {
      const [to, lane] = nth % 2 === 0 ? [url, { no: 1, most: 2 }] : [other.url, { no: 2, most: 3 }]
      return sender.send(requestTo(to, { lane }))
    })
    for (const { status } of await Promise.all(all)) expect(status).toBe(200)
    expect([seen.most, other.seen.most, seen.all, other.seen.all]).toEqual([2, 3, 10, 10])
  })

  it('that found no place for too long are not sent', async () => {
    const { url, seen } = await listenSlowly(200)
    const sender = makeSender()
    const send = () => sender.send(requestTo(url, { lane: { no: 1, most: 1 } }))
    const [first, second, third] = await Promise.allSettled([send(), send(), send()])
    expect(first).toMatchObject({ status: 'fulfilled', value: { status: 200 } })
    for (const late of [second, third]) expect(late).toMatchObject({ reason: expect.any(NotSent) })
    expect(seen.all).toBe(1)
    expect(await send()).toMatchObject({ status: 200 })
  })
})

describe('what is no attempt is thrown on this side', () => {
  it('an address that is closed', async () => {
    const { url } = await listenEcho()
    await expect(makeSender({ allowCidrs: [] }).send(requestTo(url))).rejects.toBeInstanceOf(AddressDenied)
  })

  it('a URL that our policy refuses', async () => {
    const refused = makeSender().send(requestTo('https://bot.example:22/'))
    await expect(refused).rejects.toBeInstanceOf(UrlRefused)
    await expect(refused).rejects.toMatchObject({ reason: 'port' })
  })

  it('a fault of ours, with its code', async () => {
    const { url } = await listenEcho()
    const headers = { 'x-bad': 'a\r\nb' }
    await expect(makeSender().send(requestTo(url, { headers }))).rejects.toMatchObject({ code: 'ERR_INVALID_CHAR' })
  })
})

describe('addresses', () => {
  it('are never those of this server', async () => {
    const { url, server } = await listenEcho()
    const { port } = server.address() as { port: number }
    const sender = makeSender({ own: { host: '0.0.0.0', port } })
    await expect(sender.send(requestTo(url))).rejects.toBeInstanceOf(AddressDenied)
  })

  it('gain nothing by 60 flips of a name', async () => {
    const visits: string[] = []
    const port = await listenTcp((socket) => {
      visits.push(`${socket.localAddress}`)
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
    }, '0.0.0.0')
    const flips = [['127.0.0.2'], ['127.0.0.1'], ['127.0.0.2', '127.0.0.1']]
    const server = await listenDns((name, type, nth) =>
      type === 'A' ? (flips[nth % flips.length] ?? []).map((address) => a(name, address)) : [],
    )
    const sender = makeSender({ dnsServers: [server], allowCidrs: ['127.0.0.2/32'] })
    const verdicts = { reached: 0, denied: 0 }
    for (let nth = 0; nth < 60; nth++) {
      const sent = sender.send(requestTo(`http://flips.test:${port}/`, nth % 2 === 0 ? { fresh: true } : {}))
      const ended = await sent.catch((error: unknown) => error)
      if (ended instanceof AddressDenied) verdicts.denied++
      else {
        expect(ended).toMatchObject({ status: 200, remoteAddress: '127.0.0.2' })
        verdicts.reached++
      }
    }
    expect(verdicts.denied).toBeGreaterThan(20)
    expect(verdicts.reached).toBe(visits.length)
    expect(new Set(visits)).toEqual(new Set(['127.0.0.2']))
  })
})

describe('a sender beside another, in the same thread', () => {
  it('has openings of its own, which the other does not get, and closes alone', async () => {
    const { url, server } = await listenEcho()
    const { port } = server.address() as { port: number }
    const closed = makeSender({ allowCidrs: [] })
    const open = closed.beside({ allowEndpoints: [`127.0.0.1:${port}`] })
    expect((await open.send(requestTo(url))).status).toBe(200)
    await expect(closed.send(requestTo(url))).rejects.toBeInstanceOf(AddressDenied)
    await open.close()
    await expect(open.send(requestTo(url))).rejects.toMatchObject({ code: 'sender_thread_lost' })
    await expect(closed.send(requestTo(url))).rejects.toBeInstanceOf(AddressDenied)
  })
})

describe('the thread', () => {
  it('that dies takes what was in flight with it, as a fault of ours, and is started again', async () => {
    const silent = await listenTcp(() => {})
    const { url } = await listenEcho()
    const workers: Worker[] = []
    const link = new ThreadLink(() => {
      const worker = new Worker(bundled.entry)
      workers.push(worker)
      return worker
    })
    const profileNo = link.addProfile(LOOPBACK_OPENED)
    onTestFinished(() => link.close())
    expect((await link.send(profileNo, requestTo(url))).status).toBe(200)
    const inFlight = link.send(profileNo, requestTo(`http://127.0.0.1:${silent}/`))
    await sleep(50)
    await Promise.all([expect(inFlight).rejects.toMatchObject({ code: 'sender_thread_lost' }), workers[0]?.terminate()])
    expect(await link.send(profileNo, requestTo(url))).toMatchObject({ status: 200, reusedConnection: false })
    expect(workers).toHaveLength(2)
  })

  it('that cannot begin is a fault of ours, each time anew', async () => {
    const sender = makeSenderThread(`${bundled.entry}.none`, LOOPBACK_OPENED)
    for (let nth = 0; nth < 2; nth++) {
      await expect(sender.send(requestTo('https://bot.example/'))).rejects.toMatchObject({ code: 'sender_thread_lost' })
    }
    await sender.close()
  })

  it('ends when what is in flight has ended, and then sends no more', async () => {
    const { url } = await listenHttp((_request, response) => void setTimeout(() => response.end(), 150))
    const sender = makeSender()
    const inFlight = sender.send(requestTo(url))
    const closing = sender.close()
    await expect(sender.send(requestTo(url))).rejects.toMatchObject({ code: 'sender_thread_lost' })
    await closing
    expect((await inFlight).status).toBe(200)
  })

  it('that was never needed is closed at once', async () => {
    await makeSender().close()
  })
})
