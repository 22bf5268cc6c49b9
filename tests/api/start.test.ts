import { existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { startServer } from '../support/start-server.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { apiOf, cookieOf, expectRefusal } from './support/api.ts'

let dataDir: string
beforeEach(() => {
  dataDir = tempFolder()
})

/** Starts on what an earlier server left, and says what it said instead of becoming ready. */
const refusal = async (env: Record<string, string> = {}): Promise<string> => {
  const server = await startServer({ env, dataDir }).catch((error: Error) => error.message)
  if (typeof server === 'string') return server
  await server.stop()
  return 'it started'
}

async function withSealedData(env: Record<string, string> = {}): Promise<void> {
  const server = await startServer({ env, dataDir })
  const api = apiOf(server, await server.createKey(['--name', 'k', '--instance']))
  await api.channel()
  await server.stop()
}

test('the first start makes a secret key for its owner alone, and stands by it', async () => {
  await withSealedData()
  const file = join(dataDir, 'secret-key')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(await refusal()).toBe('it started')

  renameSync(file, `${file}.elsewhere`)
  const missing = await refusal()
  expect(missing).toMatch(/ended with 1.*its secret key is missing.*secret-key back/s)
  expect(missing).not.toMatch(/\n\s+at /)
  expect(existsSync(file)).toBe(false)

  writeFileSync(file, Buffer.alloc(32, 1).toString('base64'), { mode: 0o600 })
  expect(await refusal()).toMatch(/ended with 1.*another secret key/s)
  writeFileSync(file, 'nonsense')
  expect(await refusal()).toMatch(/ended with 1.*does not hold 32 bytes/s)
  rmSync(file)
  renameSync(`${file}.elsewhere`, file)
  expect(await refusal()).toBe('it started')
})

test('the key of the environment is never written down', async () => {
  const TODOKU_SECRET_KEY = Buffer.alloc(32, 9).toString('hex')
  await withSealedData({ TODOKU_SECRET_KEY })
  expect(existsSync(join(dataDir, 'secret-key'))).toBe(false)
  expect(await refusal({ TODOKU_SECRET_KEY })).toBe('it started')
  expect(await refusal()).toMatch(/secret key is missing/)
  expect(existsSync(join(dataDir, 'secret-key'))).toBe(false)
  const other = Buffer.alloc(32, 8).toString('hex')
  expect(await refusal({ TODOKU_SECRET_KEY: other })).toMatch(/another secret key than TODOKU_SECRET_KEY/)
  const short = await refusal({ TODOKU_SECRET_KEY: 'correct horse battery staple' })
  expect(short).toMatch(/TODOKU_SECRET_KEY: must be 32 bytes/)
  expect(short).not.toContain('battery')
})

test.each([
  [{ WEBHOOK_ALLOW_CIDRS: 'everything' }, /WEBHOOK_ALLOW_CIDRS/],
  [{ LOG_LEVEL: 'loud', BASE_URL: 'here' }, /BASE_URL.*LOG_LEVEL/s],
  [{ TODOKU_ADMIN_EMAIL: 'a@example.com' }, /TODOKU_ADMIN_PASSWORD/],
  [{ WEBHOOK_CA_FILE: '/nowhere.pem' }, /WEBHOOK_CA_FILE/],
])('%j is refused by name, without a stack', async (env, named) => {
  const said = await refusal(env as Record<string, string>)
  expect(said).toMatch(/ended with 1/)
  expect(said).toMatch(named)
  expect(said).not.toMatch(/\n\s+at /)
})

test('the environment can make the first administrator, once', async () => {
  const env = { TODOKU_ADMIN_EMAIL: 'ops@example.com', TODOKU_ADMIN_PASSWORD: 'correct horse battery' }
  const server = await startServer({ env, dataDir })
  try {
    expect(server.setUpUrl).toBeNull()
    const api = apiOf(server, '')
    const signIn = (password: string) =>
      api.post('/api/auth/sign-in/email', { email: env.TODOKU_ADMIN_EMAIL, password }, { key: null })
    const signedIn = await signIn(env.TODOKU_ADMIN_PASSWORD)
    expect(signedIn.status).toBe(200)
    expect((await api.get('/api/v1/channels', { cookie: cookieOf(signedIn) })).status).toBe(200)
    server.env.TODOKU_ADMIN_PASSWORD = 'another one entirely'
    await server.restart()
    expectRefusal(await signIn('another one entirely'), 401, 'wrong_credentials')
    expect((await signIn(env.TODOKU_ADMIN_PASSWORD)).status).toBe(200)
  } finally {
    await server.stop()
  }
})
