import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AddressRules, judgeAddress } from '@/lib/domain/address-rules.ts'
import { parseWebhookUrl } from '@/lib/domain/webhook-url.ts'

const CLOSED: AddressRules = { allowCidrs: [], allowEndpoints: [], ownEndpoints: [] }
const judge = (address: string, rules: Partial<AddressRules> = {}, port = 443) =>
  judgeAddress(address, port, { ...CLOSED, ...rules })

const DENIED_RANGES: [string, string][] = [
  ['0.0.0.0', '0.255.255.255'],
  ['10.0.0.0', '10.255.255.255'],
  ['100.64.0.0', '100.127.255.255'],
  ['127.0.0.0', '127.255.255.255'],
  ['169.254.0.0', '169.254.255.255'],
  ['172.16.0.0', '172.31.255.255'],
  ['192.0.0.0', '192.0.0.255'],
  ['192.0.2.0', '192.0.2.255'],
  ['192.88.99.0', '192.88.99.255'],
  ['192.168.0.0', '192.168.255.255'],
  ['192.175.48.0', '192.175.48.255'],
  ['198.18.0.0', '198.19.255.255'],
  ['198.51.100.0', '198.51.100.255'],
  ['203.0.113.0', '203.0.113.255'],
  ['224.0.0.0', '255.255.255.255'],
  ['2001::', '2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['2002::', '2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['3fff::', '3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['::', '1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['4000::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
]

/** Addresses and hosts that people try; as the host of a URL each must end refused. */
const TRICKS = [
  '0177.1',
  '0x7f.1',
  '2130706433',
  '127.1',
  '017700000001',
  '0',
  '0xA9FEA9FE',
  '①②⑦.⓪.⓪.①',
  '127。0。0。1',
  '169.254.169.254',
  '[::]',
  '[::1]',
  '[::ffff:7f00:1]',
  '[::ffff:10.0.0.1]',
  '[::127.0.0.1]',
  '[64:ff9b::a9fe:a9fe]',
  '[2002:a00:1::1]',
  '[fe80::1]',
  '[fd00:ec2::254]',
  '[5f00::1]',
  '100.100.100.200',
  '192.0.0.192',
  'a@127.0.0.1',
  '8.8.8.8\\@127.0.0.1',
]

describe('an address that nobody opened', () => {
  it.each(DENIED_RANGES)('%s to %s is denied', (first, last) => {
    expect([judge(first), judge(last)]).toEqual(['denied', 'denied'])
  })

  it.each([
    '8.8.8.8',
    '100.63.255.254',
    '100.128.0.1',
    '172.15.255.255',
    '172.32.0.0',
    '223.255.255.255',
    '2606:4700:4700::1111',
    '2001:200::1',
    '::ffff:8.8.8.8',
  ])('%s is public and allowed', (address) => {
    expect(judge(address)).toBe('allowed')
  })

  it.each(TRICKS)('%s as the host of a URL is denied', (host) => {
    const parsed = parseWebhookUrl(`https://${host}/`, { allowHttp: false })
    const verdict = parsed.ok ? judge(parsed.url.hostname.replace(/^\[|\]$/g, '')) : 'denied'
    expect(verdict).toBe('denied')
  })

  it.each(['', 'localhost', '127.1', '0x7f000001', '010.0.0.1', '8.8.8', 'fe80::1%eth0', '1.2.3.4.5'])(
    '%j is no strict address and denied',
    (address) => {
      expect(judge(address)).toBe('denied')
    },
  )
})

describe('what the operator opens', () => {
  it('is allowed, as IPv4 inside IPv6 too', () => {
    const rules = { allowCidrs: ['10.0.0.0/8', 'fd00::/8', '192.168.1.1'] }
    expect(judge('10.1.2.3', rules)).toBe('allowed')
    expect(judge('::ffff:10.1.2.3', rules)).toBe('allowed')
    expect(judge('fd12::1', rules)).toBe('allowed')
    expect(judge('192.168.1.1', rules)).toBe('allowed')
    expect(judge('192.168.1.2', rules)).toBe('denied')
    expect(judge('127.0.0.1', rules)).toBe('denied')
  })

  it('never includes link-local and metadata addresses', () => {
    const everything = { allowCidrs: ['0.0.0.0/0', '::/0'], allowEndpoints: ['169.254.169.254:443'] }
    for (const address of [
      '169.254.169.254',
      '::ffff:169.254.169.254',
      '64:ff9b::a9fe:a9fe',
      '2002:a9fe:a9fe::1',
      'fe80::1',
      'fd00:ec2::254',
      '100.100.100.200',
      '192.0.0.192',
    ]) {
      expect({ address, verdict: judge(address, everything) }).toEqual({ address, verdict: 'denied' })
    }
    expect(judge('10.0.0.1', everything)).toBe('allowed')
  })

  it('never includes the port on which this server listens', () => {
    const rules = { allowCidrs: ['127.0.0.0/8', '::/0', '0.0.0.0/8'], ownEndpoints: ['127.0.0.1:3000', '[::1]:3000'] }
    expect(judge('127.0.0.1', rules, 3000)).toBe('denied')
    expect(judge('::ffff:127.0.0.1', rules, 3000)).toBe('denied')
    expect(judge('::7f00:1', rules, 3000)).toBe('denied')
    expect(judge('0.0.0.0', rules, 3000)).toBe('denied')
    expect(judge('::', rules, 3000)).toBe('denied')
    expect(judge('0:0:0:0:0:0:0:1', rules, 3000)).toBe('denied')
    expect(judge('127.0.0.1', rules, 3001)).toBe('allowed')
  })

  it.each(['127.0.0.1:3000', '[::1]:3000', '192.0.2.7:3000'])(
    'never includes the own port on any loopback address, although only %s is listed',
    (own) => {
      const rules = { allowCidrs: ['127.0.0.0/8', '::/0'], allowEndpoints: ['127.0.0.2:3000'], ownEndpoints: [own] }
      for (const address of ['127.0.0.1', '127.0.0.2', '127.255.255.254', '::1', '::ffff:127.0.0.2', '::7f00:2']) {
        expect({ address, verdict: judge(address, rules, 3000) }).toEqual({ address, verdict: 'denied' })
        expect({ address, verdict: judge(address, rules, 3001) }).toEqual({ address, verdict: 'allowed' })
      }
    },
  )

  it('may be single endpoints, with their port', () => {
    const rules = { allowEndpoints: ['127.0.0.1:1234', '[::1]:1234'] }
    expect(judge('127.0.0.1', rules, 1234)).toBe('allowed')
    expect(judge('::1', rules, 1234)).toBe('allowed')
    expect(judge('127.0.0.1', rules, 1235)).toBe('denied')
    expect(judge('127.0.0.2', rules, 1234)).toBe('denied')
  })

  it('is nothing when it is no range', () => {
    expect(judge('10.0.0.1', { allowCidrs: ['10.0.0.0/99', 'all', ''] })).toBe('denied')
  })
})

describe('every address', () => {
  it('is judged the same whether it is written as IPv4 or as IPv4 inside IPv6', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(judge(`::ffff:${address}`)).toBe(judge(address))
      }),
    )
  })

  it('is judged without throwing, and outside 2000::/3 no IPv6 address is allowed', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const verdict = judge(address)
        if (verdict === 'allowed' && !address.includes('.')) expect(address).toMatch(/^[23][0-9a-f]{3}:/i)
      }),
    )
    fc.assert(fc.property(fc.string(), (text) => ['allowed', 'denied'].includes(judge(text))))
  })
})
