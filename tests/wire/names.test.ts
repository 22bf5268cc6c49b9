import { describe, expect, it } from 'vitest'
import { classify } from '@/lib/domain/classification.ts'
import { AttemptFault } from '@/lib/sender/attempt-fault.ts'
import { createResolver } from '@/lib/sender/resolver.ts'
import { a, aaaa, listenDns, type Zone } from './support/servers.ts'

const resolve = async (zone: Zone, limitMs = 500, name = 'bot.test') =>
  createResolver([await listenDns(zone)]).resolve(name, limitMs)

describe('a host name', () => {
  it('has the addresses of both families, IPv4 first', async () => {
    const addresses = await resolve((name, type) =>
      type === 'A' ? [a(name, '192.0.2.1')] : [aaaa(name, '2001:db8::1')],
    )
    expect(addresses).toEqual(['192.0.2.1', '2001:db8::1'])
  })

  it.each(['A', 'AAAA'])('needs only the family that answers when %s is silent', async (silent) => {
    const startMs = performance.now()
    const addresses = await resolve(
      (name, type) => (type === silent ? 'silence' : [type === 'A' ? a(name, '192.0.2.1') : aaaa(name, '2001:db8::1')]),
      2_000,
    )
    expect(addresses).toHaveLength(1)
    expect(performance.now() - startMs).toBeLessThan(500)
  })

  it('is a time-out when one family has nothing and the other is silent', async () => {
    const silent = resolve((_name, type) => (type === 'AAAA' ? 'silence' : []), 200)
    await expect(silent).rejects.toMatchObject({ code: 'ETIMEOUT', phase: 'dns' })
  })

  it('is unknown when a CNAME leads to no address', async () => {
    const dangling = resolve((name) => [{ type: 'CNAME', name, ttl: 0, data: 'nowhere.test' }])
    await expect(dangling).rejects.toMatchObject({ code: 'ENODATA', phase: 'dns' })
  })

  it.each(['wrong-id', 'truncated'] as const)('is a time-out when the only answer is %s', async (answer) => {
    const error: unknown = await resolve(() => answer, 400).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(AttemptFault)
    const { code, phase } = error as AttemptFault
    expect(classify({ error: { code, phase } }).detail).toBe('DNS Query timeout')
  })

  it('survives one lost packet', async () => {
    const addresses = await resolve(
      (name, type, nth) => (nth === 0 ? 'silence' : type === 'A' ? [a(name, '192.0.2.1')] : []),
      2_000,
    )
    expect(addresses).toEqual(['192.0.2.1'])
  })

  it('may stand in the hosts file, which no name server is asked about', async () => {
    const nobody = createResolver(['127.0.0.1:9'])
    expect(await nobody.resolve('localhost', 200)).toContain('127.0.0.1')
    expect(await nobody.resolve('LocalHost.', 200)).toContain('127.0.0.1')
  })

  it('may be an address itself', async () => {
    const nobody = createResolver(['127.0.0.1:9'])
    expect(await nobody.resolve('[2001:db8::1]', 200)).toEqual(['2001:db8::1'])
    expect(await nobody.resolve('192.0.2.1', 200)).toEqual(['192.0.2.1'])
  })

  it('does not wait behind look-ups that are stuck', async () => {
    const stuck = createResolver([await listenDns(() => 'silence')])
    const stuckOnes = Array.from({ length: 16 }, () => stuck.resolve('stuck.test', 600).catch(() => 'gave up'))
    const startMs = performance.now()
    expect(await resolve((name, type) => (type === 'A' ? [a(name, '192.0.2.1')] : []))).toEqual(['192.0.2.1'])
    expect(performance.now() - startMs).toBeLessThan(400)
    expect(await Promise.all(stuckOnes)).toEqual(Array(16).fill('gave up'))
  })
})
