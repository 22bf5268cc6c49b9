import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { StartError } from '@/lib/domain/errors.ts'
import { readSettings } from '@/lib/settings.ts'
import { tempFolder } from '../support/temp-folder.ts'

const refusal = (env: Record<string, string>): string => {
  try {
    readSettings(env)
  } catch (error) {
    if (error instanceof StartError && error.code === 'settings_invalid') return error.message
    throw error
  }
  return 'accepted'
}

test('nothing set, or set to nothing, means the defaults', () => {
  const settings = readSettings({ PORT: '', DATA_DIR: '', WEBHOOK_ALLOW_CIDRS: '', TODOKU_SECRET_KEY: '' })
  expect(settings).toEqual(readSettings({}))
  expect(settings).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    dataDir: resolve('data'),
    databaseFile: resolve('data', 'todoku.db'),
    baseUrl: null,
    requestsPerMinute: 6_000,
    webhook: { allowCidrs: [], allowHttp: false, extraCa: null, dnsServers: null },
    administrator: null,
    secretKey: null,
  })
})

test('a relative database file lies inside DATA_DIR', () => {
  expect(readSettings({ DATA_DIR: '/srv/todoku', DATABASE_URL: 'file:other.db' }).databaseFile).toBe(
    '/srv/todoku/other.db',
  )
})

test.each([
  ['PORT', 'http', 'PORT: must be a whole number from 0 to 65535'],
  ['API_REQUESTS_PER_MINUTE', '0', 'API_REQUESTS_PER_MINUTE: must be a whole number from 1 to 1000000'],
  ['PORT', '70000', 'PORT: must be a whole number from 0 to 65535'],
  ['PORT', '1.5', 'PORT: must be a whole number from 0 to 65535'],
  ['WEBHOOK_ALLOW_CIDRS', '10.0.0.0/8,all', 'WEBHOOK_ALLOW_CIDRS: must be ranges such as 10.1.0.0/16, comma-separated'],
])('%s=%s is refused with what it must be', (name, value, sentence) => {
  expect(refusal({ [name]: value })).toContain(`${sentence}. Correct`)
})

test('lists are split, and empty parts left out', () => {
  const { webhook } = readSettings({
    WEBHOOK_ALLOW_CIDRS: '10.0.0.0/8, fd00::/8,',
    WEBHOOK_DNS_SERVERS: '127.0.0.1:5353',
  })
  expect(webhook.allowCidrs).toEqual(['10.0.0.0/8', 'fd00::/8'])
  expect(webhook.dnsServers).toEqual(['127.0.0.1:5353'])
})

test.each([
  ['PORT', '70000'],
  ['PORT', 'http'],
  ['BASE_URL', 'todoku.example.com'],
  ['DATABASE_URL', 'postgresql://localhost/todoku'],
  ['LOG_LEVEL', 'loud'],
  ['METRICS_TOKEN', 'short'],
  ['WEBHOOK_ALLOW_CIDRS', '10.0.0.0/99'],
  ['WEBHOOK_ALLOW_HTTP', 'perhaps'],
  ['WEBHOOK_DNS_SERVERS', 'dns.example.com'],
  ['WEBHOOK_CA_FILE', '/nowhere/ca.pem'],
  ['TODOKU_ROLE', 'king'],
  ['TODOKU_ADMIN_PASSWORD', 'too short'],
  ['TODOKU_SECRET_KEY', 'any words that are long enough to look like one'],
  ['TODOKU_SECRET_KEY_FILE', '/nowhere/key'],
])('%s=%s is refused by name', (name, value) => {
  expect(refusal({ [name]: value })).toContain(name)
})

test('all that is wrong is named at once', () => {
  expect(refusal({ PORT: 'x', LOG_LEVEL: 'loud' })).toMatch(/PORT.*LOG_LEVEL/)
})

test('the administrator needs both variables', () => {
  expect(refusal({ TODOKU_ADMIN_EMAIL: 'a@example.com' })).toContain('TODOKU_ADMIN_PASSWORD')
  const both = { TODOKU_ADMIN_EMAIL: 'a@example.com', TODOKU_ADMIN_PASSWORD: 'correct horse battery' }
  expect(readSettings(both).administrator).toEqual({ email: 'a@example.com', password: 'correct horse battery' })
})

test('a secret key is 32 bytes as hex or base64, from the variable or its file', async () => {
  const key = Buffer.alloc(32, 7)
  const file = join(await tempFolder(), 'key')
  writeFileSync(file, `${key.toString('base64')}\n`)
  expect(readSettings({ TODOKU_SECRET_KEY: key.toString('hex') }).secretKey).toEqual(key)
  expect(readSettings({ TODOKU_SECRET_KEY: key.toString('base64') }).secretKey).toEqual(key)
  expect(readSettings({ TODOKU_SECRET_KEY: key.toString('base64url') }).secretKey).toEqual(key)
  expect(readSettings({ TODOKU_SECRET_KEY_FILE: file }).secretKey).toEqual(key)
})
