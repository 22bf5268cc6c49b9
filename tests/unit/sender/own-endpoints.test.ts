import { networkInterfaces } from 'node:os'
import { describe, expect, it } from 'vitest'
import { listOwnEndpoints } from '@/lib/sender/own-endpoints.ts'

describe('where a server can be reached', () => {
  it('is its one address', () => {
    expect(listOwnEndpoints('127.0.0.1', 3000)).toEqual(['127.0.0.1:3000'])
    expect(listOwnEndpoints('::1', 3000)).toEqual(['[::1]:3000'])
    expect(listOwnEndpoints('localhost', 3000)).toEqual(['127.0.0.1:3000', '[::1]:3000'])
  })

  it.each(['0.0.0.0', '::', '', 'todoku.internal'])('is every address of the machine when it listens on %j', (host) => {
    const addresses = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])
    expect(addresses.length).toBeGreaterThan(0)
    expect(listOwnEndpoints(host, 3000)).toHaveLength(addresses.length)
    expect(listOwnEndpoints(host, 3000)).toContain('127.0.0.1:3000')
  })
})
