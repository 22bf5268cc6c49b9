import type { AddressInfo } from 'node:net'
import net from 'node:net'
import { describe, expect, it } from 'vitest'
import { AddressDenied, UrlRefused } from '@/lib/sender/attempt-fault.ts'
import { ConnectionPool } from '@/lib/sender/connection-pool.ts'
import { createResolver } from '@/lib/sender/resolver.ts'
import { sendAttempt } from '@/lib/sender/send-attempt.ts'
import { attemptTo, NOTHING_OPENED } from './support/attempt.ts'
import { a, aaaa, listenDns, listenHttp, listenTcp } from './support/servers.ts'

/** Notes the address at which somebody came in, although nobody may at 127.0.0.1. */
async function startCanary() {
  const visits: string[] = []
  const port = await listenTcp((socket) => {
    visits.push(`${socket.localAddress}`)
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
  }, '0.0.0.0')
  return { port, visits }
}

describe('an address that is closed', () => {
  it('is never connected to, however it is spelt, and is no attempt', async () => {
    const { port, visits } = await startCanary()
    const spellings = [
      '127.0.0.1',
      '0177.1',
      '0x7f.1',
      '2130706433',
      '127.1',
      '017700000001',
      '0',
      '①②⑦.⓪.⓪.①',
      '127。0。0。1',
      '[::ffff:7f00:1]',
      '[::ffff:127.0.0.1]',
      '[::127.0.0.1]',
      '[::]',
      '[::1]',
      'localhost',
      'localhost.',
      'LOCALHOST',
      '0xA9FEA9FE',
      '169.254.169.254',
      '[64:ff9b::a9fe:a9fe]',
      '[64:ff9b::7f00:1]',
      '[2002:a00:1::1]',
      '[2002:7f00:1::1]',
      '[fe80::1]',
      '[fd00:ec2::254]',
      '[5f00::1]',
      '100.100.100.200',
      '192.0.0.192',
    ]
    for (const host of spellings) {
      const attempt = sendAttempt(attemptTo(`http://${host}:${port}/`, { addressRules: NOTHING_OPENED }))
      const verdict = await attempt.catch((error: unknown) => error)
      expect({ host, verdict }).toEqual({ host, verdict: expect.any(AddressDenied) })
    }
    expect(visits).toEqual([])
  })

  it('is not reached by a URL that means another host than it seems to', async () => {
    const { port, visits } = await startCanary()
    for (const authority of ['8.8.8.8\\@127.0.0.1', '8.8.8.8\t@127.0.0.1']) {
      const facts = await sendAttempt(attemptTo(`http://${authority}:${port}/`))
      expect({ authority, phase: facts.error?.phase }).toEqual({ authority, phase: 'url' })
    }
    for (const authority of ['a@127.0.0.1', '127.0.0.1:22@8.8.8.8']) {
      await expect(sendAttempt(attemptTo(`http://${authority}:${port}/`))).rejects.toThrow(UrlRefused)
    }
    expect(visits).toEqual([])
  })

  it('refuses the name when it is one among public ones', async () => {
    const { port, visits } = await startCanary()
    const mixed = await listenDns((name, type) => (type === 'A' ? [a(name, '8.8.8.8'), a(name, '127.0.0.1')] : []))
    const families = await listenDns((name, type) => (type === 'A' ? [a(name, '8.8.8.8')] : [aaaa(name, '::1')]))
    for (const server of [mixed, families]) {
      const request = { addressRules: NOTHING_OPENED, resolver: createResolver([server]) }
      await expect(sendAttempt(attemptTo(`http://mixed.test:${port}/`, request))).rejects.toMatchObject({
        code: 'address_denied',
      })
    }
    expect(visits).toEqual([])
  })

  it('gains nothing by a name that answers public first and loopback then', async () => {
    const { port, visits } = await startCanary()
    // 127.0.0.2 stands for the public address, since these tests never leave the machine.
    const server = await listenDns((name, type, nth) =>
      type === 'A' ? [a(name, nth === 0 ? '127.0.0.2' : '127.0.0.1')] : [],
    )
    const request = {
      addressRules: { ...NOTHING_OPENED, allowCidrs: ['127.0.0.2/32'] },
      resolver: createResolver([server]),
    }
    const first = await sendAttempt(attemptTo(`http://rebound.test:${port}/`, request))
    expect(first).toMatchObject({ status: 200, remoteAddress: '127.0.0.2', addresses: ['127.0.0.2'] })
    await expect(sendAttempt(attemptTo(`http://rebound.test:${port}/`, request))).rejects.toThrow(AddressDenied)
    expect(visits).toHaveLength(1)
  })

  it('gains nothing by 200 flips of a name, whichever way they fall', async () => {
    const { port, visits } = await startCanary()
    const flips = [['127.0.0.2'], ['127.0.0.1'], ['127.0.0.2', '127.0.0.1'], ['127.0.0.1', '127.0.0.2']]
    const server = await listenDns((name, type, nth) =>
      type === 'A' ? (flips[(nth * 7 + (nth >> 2)) % flips.length] ?? []).map((address) => a(name, address)) : [],
    )
    const agent = new ConnectionPool()
    const addressRules = { ...NOTHING_OPENED, allowCidrs: ['127.0.0.2/32'] }
    const resolver = createResolver([server])
    const verdicts = { reached: 0, denied: 0 }
    for (let nth = 0; nth < 200; nth++) {
      // Every other one over kept connections, which are resolved once for many requests.
      const kept = nth % 2 === 0 ? {} : { agent }
      const attempt = sendAttempt(attemptTo(`http://flips.test:${port}/`, { addressRules, resolver, ...kept }))
      const facts = await attempt.catch((error: unknown) => error)
      if (facts instanceof AddressDenied) verdicts.denied++
      else {
        expect(facts).toMatchObject({ status: 200, remoteAddress: '127.0.0.2' })
        verdicts.reached++
      }
    }
    agent.close()
    expect(verdicts.denied).toBeGreaterThan(50)
    expect(verdicts.reached).toBe(visits.length)
    expect(visits.length).toBeGreaterThan(20)
    // The canary listens on every address of loopback; those that came were connected to the one allowed.
    expect(new Set(visits)).toEqual(new Set(['127.0.0.2']))
  })

  it('is the port of this very server, whatever the operator opened', async () => {
    const { port, visits } = await startCanary()
    const addressRules = { ...NOTHING_OPENED, allowCidrs: ['0.0.0.0/0'], ownEndpoints: [`127.0.0.1:${port}`] }
    for (const host of ['127.0.0.1', '0.0.0.0', '[::ffff:127.0.0.1]']) {
      await expect(sendAttempt(attemptTo(`http://${host}:${port}/`, { addressRules }))).rejects.toThrow(AddressDenied)
    }
    expect(visits).toEqual([])
  })

  it('is not reached over a connection that other rules had opened', async () => {
    const { url } = await listenHttp((_request, response) => response.end('{}'))
    const agent = new ConnectionPool()
    expect((await sendAttempt(attemptTo(url, { agent }))).status).toBe(200)
    expect(agent.idleCount).toBe(1)
    await expect(sendAttempt(attemptTo(url, { agent, addressRules: NOTHING_OPENED }))).rejects.toThrow(AddressDenied)
    agent.close()
  })

  it('is not where a redirect leads: it is not followed', async () => {
    const { port, visits } = await startCanary()
    const { url } = await listenHttp((_request, response) => {
      response.writeHead(302, { location: `http://127.0.0.1:${port}/` }).end()
    })
    expect((await sendAttempt(attemptTo(url))).status).toBe(302)
    expect(visits).toEqual([])
  })
})

describe('a name with several addresses', () => {
  it('works at once when its IPv6 address is dead', async () => {
    const { url } = await listenHttp((_request, response) => response.end('{}'))
    const server = await listenDns((name, type) =>
      type === 'A' ? [a(name, '127.0.0.1')] : [aaaa(name, '::ffff:127.0.0.9'), aaaa(name, '::1')],
    )
    const request = attemptTo(url.replace('127.0.0.1', 'both.test'), { resolver: createResolver([server]) })
    const facts = await sendAttempt(request)
    expect(facts).toMatchObject({ status: 200, remoteAddress: '127.0.0.1' })
    expect(facts.addresses).toHaveLength(3)
    expect(facts.durationMs).toBeLessThan(250)
  })

  it('may be an IPv6 address itself', async () => {
    const port = await listenTcp((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'))
    }, '::1')
    const facts = await sendAttempt(attemptTo(`http://[::1]:${port}/`))
    expect(facts).toMatchObject({ status: 200, remoteAddress: '::1', addresses: ['::1'] })
  })

  it('works when only a later one does', async () => {
    const { url } = await listenHttp((_request, response) => response.end('{}'))
    const server = await listenDns((name, type) =>
      type === 'A' ? [a(name, '127.0.0.3'), a(name, '127.0.0.1'), a(name, '127.0.0.4')] : [],
    )
    const request = attemptTo(url.replace('127.0.0.1', 'third.test'), { resolver: createResolver([server]) })
    expect(await sendAttempt(request)).toMatchObject({ status: 200, remoteAddress: '127.0.0.1' })
  })

  it('fails with the code of the first when all refuse', async () => {
    const closed = net.createServer().listen(0, '127.0.0.1')
    const { port } = await new Promise<AddressInfo>((resolve) =>
      closed.once('listening', () => resolve(closed.address() as AddressInfo)),
    )
    await new Promise((resolve) => closed.close(resolve))
    const server = await listenDns((name, type) => (type === 'A' ? [a(name, '127.0.0.1'), a(name, '127.0.0.2')] : []))
    const request = attemptTo(`http://refusing.test:${port}/`, { resolver: createResolver([server]) })
    expect((await sendAttempt(request)).error).toEqual({ code: 'ECONNREFUSED', phase: 'tcp' })
  })
})
