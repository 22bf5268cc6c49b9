import { expect, it } from 'vitest'
import type { CertificateFacts } from '@/lib/domain/facts.ts'
import { type KeptFacts, packFactsHex, unpackFacts } from '@/lib/storage/pack-facts.ts'

const certificate: CertificateFacts = {
  subject: 'CN=bot.example',
  issuer: 'CN=An authority',
  validFrom: 'Oct  1 00:00:00 2026 GMT',
  validTo: 'Dec 30 00:00:00 2026 GMT',
  altNames: ['DNS:bot.example'],
  chain: [
    {
      commonName: 'bot.example',
      issuer: 'An authority',
      validFrom: 'Oct  1 00:00:00 2026 GMT',
      validTo: 'Dec 30 00:00:00 2026 GMT',
    },
  ],
}
const repack = (kept: KeptFacts) => unpackFacts(Buffer.from(packFactsHex(kept), 'hex'))

it('facts come back as they were kept, each certificate of a chain with its end', () => {
  const kept: KeptFacts = { error: { code: 'CERT_HAS_EXPIRED', phase: 'tls' }, certificate }
  expect(repack(kept)).toEqual(kept)
})

it('a chain that was kept as names alone can be read', () => {
  const names = { error: null, certificate: { ...certificate, chain: ['bot.example'] } }
  const packed = packFactsHex(JSON.parse(JSON.stringify(names)))
  expect(unpackFacts(Buffer.from(packed, 'hex')).certificate?.chain).toEqual([
    { commonName: 'bot.example', issuer: '', validFrom: '', validTo: '' },
  ])
})
