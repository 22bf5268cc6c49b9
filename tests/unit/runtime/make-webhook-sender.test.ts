import { networkInterfaces } from 'node:os'
import { expect, it, vi } from 'vitest'
import { judgeAddress } from '@/lib/domain/address-rules.ts'
import { makeWebhookSender } from '@/lib/runtime/make-webhook-sender.ts'
import { readSettings } from '@/lib/settings.ts'

vi.mock('node:os', async (original) => {
  const os = await original<typeof import('node:os')>()
  return { ...os, networkInterfaces: vi.fn(os.networkInterfaces) }
})

it('never sends to its own port behind a wildcard, also over an interface that came later', () => {
  const { addressRules } = makeWebhookSender(
    readSettings({ HOST: '0.0.0.0', PORT: '4123', WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8,10.0.0.0/8' }),
  )
  expect(judgeAddress('127.0.0.2', 4123, addressRules)).toBe('denied')
  expect(judgeAddress('127.0.0.2', 4124, addressRules)).toBe('allowed')
  expect(judgeAddress('10.9.8.7', 4123, addressRules)).toBe('allowed')
  const later = { address: '10.9.8.7', netmask: '255.0.0.0', mac: '', internal: false, cidr: null }
  vi.mocked(networkInterfaces).mockReturnValue({ vpn0: [{ ...later, family: 'IPv4' }] })
  expect(judgeAddress('10.9.8.7', 4123, addressRules)).toBe('denied')
  expect(judgeAddress('10.9.8.7', 4124, addressRules)).toBe('allowed')
})

it.each(['no PEM', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'])(
  'refuses to start with the authority %j',
  (text) => {
    const settings = readSettings({})
    const start = () => makeWebhookSender({ ...settings, webhook: { ...settings.webhook, extraCa: text } })
    expect(start).toThrow('WEBHOOK_CA_FILE: the file holds no PEM certificates.')
  },
)
