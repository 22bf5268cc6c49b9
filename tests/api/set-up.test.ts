import { request } from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Answer, type Api, apiOf, cookieOf, expectRefusal } from './support/api.ts'

let server: TestServer
let api: Api
let token: string
beforeEach(async () => {
  server = await startServer()
  api = apiOf(server, '')
  token = new URL(server.setUpUrl ?? '').searchParams.get('token') ?? ''
})
afterEach(() => server.stop())

const password = 'correct horse battery'
const person = { email: 'Admin@Example.com', name: '管理者', password }
const noKey = { key: null }
const setUp = (more: object = {}, options: object = noKey) =>
  api.post('/api/v1/set-up', { token, ...person, ...more }, options)
const signIn = (email: string, secret: string, options: object = {}) =>
  api.post('/api/auth/sign-in/email', { email, password: secret }, { ...noKey, ...options })
const channels = (cookie: string) => api.get('/api/v1/channels', { cookie })

test('the link makes the first administrator, signed in, once', async () => {
  const made = await setUp()
  expect(made.status, made.text).toBe(201)
  expect(made.body).toEqual({ message: 'success' })
  const [cookie = ''] = made.headers.getSetCookie()
  expect(cookie).toMatch(/^todoku\.session_token=.+; Path=\/; HttpOnly; SameSite=Lax$/i)
  expect(made.text).not.toContain(cookie.split(/[=;]/)[1])
  expect((await channels(cookieOf(made))).body).toEqual({ message: 'success', channels: [] })
  expectRefusal(await setUp({ email: 'second@example.com' }), 404, 'administrator_exists')
  expect(server.output()).toContain('set-up?token=')
  await server.restart()
  expect(server.setUpUrl).toBeNull()
  expect((await channels(cookieOf(made))).status).toBe(200)
})

test('the link of an earlier start still works', async () => {
  await server.restart()
  expect(new URL(server.setUpUrl ?? '').searchParams.get('token')).toBe(token)
  expect((await setUp()).status).toBe(201)
})

test('50 first posts at once make exactly one administrator', async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => setUp({ email: `admin${n}@example.com` })))
  const made = answers.filter(({ status }) => status === 201)
  expect(made).toHaveLength(1)
  for (const answer of answers) if (answer.status !== 201) expectRefusal(answer, 404, 'administrator_exists')
  const winner = answers.findIndex(({ status }) => status === 201)
  const signedIn = await Promise.all([0, 1, 2].map((n) => signIn(`admin${(winner + n) % 50}@example.com`, password)))
  expect(signedIn.map(({ status }) => status)).toEqual([200, 401, 401])
})

test.each([
  [{ token: 'guessed' }, 401, 'wrong_set_up_token'],
  [{ token: '' }, 400, 'invalid_request'],
  [{ email: 'nobody' }, 400, 'invalid_request'],
  [{ password: 'too short' }, 400, 'invalid_request'],
  [{ name: '' }, 400, 'invalid_request'],
  [{ role: 'admin' }, 400, 'invalid_request'],
])('%j makes no administrator', async (more, status, code) => {
  expectRefusal(await setUp(more), status, code)
  expect((await setUp()).status).toBe(201)
})

test('another page can neither set up nor sign in', async () => {
  const evil = { ...noKey, origin: 'http://evil.example' }
  expectRefusal(await setUp({}, evil), 403, 'origin_denied')
  await setUp()
  expectRefusal(await signIn(person.email, password, { origin: 'http://evil.example' }), 403, 'origin_denied')
  expect((await signIn(person.email, password, { origin: server.baseUrl })).status).toBe(200)
})

test('a session changes things only from the console’s own origin, and reads from anywhere', async () => {
  const cookie = cookieOf(await setUp())
  const make = (options: object) => api.post('/api/v1/channels', { name: 'x', kind: 'line' }, { cookie, ...options })
  expectRefusal(await make({}), 403, 'origin_denied')
  expectRefusal(await make({ origin: 'http://127.0.0.1:1' }), 403, 'origin_denied')
  expectRefusal(
    await make({ origin: server.baseUrl, headers: { 'sec-fetch-site': 'cross-site' } }),
    403,
    'origin_denied',
  )
  const made = await make({ origin: server.baseUrl })
  expect(made.status).toBe(201)
  const attempts = `/api/v1/channels/${made.body.channel.id}/attempts`
  const one = { attempts: [{ id: 'a', startedAt: Date.now(), durationMs: 1, outcome: { status: 200 } }] }
  expectRefusal(await api.post(attempts, one, { cookie }), 403, 'origin_denied')
  expect((await api.post(attempts, one, { cookie, origin: server.baseUrl })).status).toBe(202)
  expect((await channels(cookie)).body.channels).toHaveLength(1)
})

test('signing out ends the session, signing in begins another', async () => {
  const first = cookieOf(await setUp())
  const again = await signIn('admin@example.com', password, { cookie: first, origin: server.baseUrl })
  expect(again.body).toEqual({ message: 'success' })
  const second = cookieOf(again)
  expect(second).not.toBe(first)
  expectRefusal(await channels(first), 401, 'unauthorized')
  const out = await api.post('/api/auth/sign-out', undefined, { cookie: second, origin: server.baseUrl })
  expect(out.status).toBe(200)
  expectRefusal(await channels(second), 401, 'unauthorized')
  expectRefusal(await channels('todoku.session_token=made-up'), 401, 'unauthorized')
})

test('an account takes five wrong passwords in 15 minutes, also after a restart and for the right one then', async () => {
  await setUp()
  for (let n = 0; n < 5; n++) expectRefusal(await signIn(person.email, `wrong ${n}`), 401, 'wrong_credentials')
  const limited = await signIn(person.email, password)
  expectRefusal(limited, 429, 'rate_limited')
  expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(14 * 60)
  await server.restart()
  expectRefusal(await signIn('ADMIN@example.com ', password), 429, 'rate_limited')
})

test('what succeeded counts against nobody', async () => {
  await setUp()
  for (let n = 0; n < 25; n++) expect((await signIn(person.email, password)).status).toBe(200)
})

test('an address takes 20, whatever a client claims to be', async () => {
  await setUp()
  const answers: Answer[] = []
  for (let n = 0; n < 22; n++) {
    const headers = { 'x-forwarded-for': `203.0.113.${n}`, 'x-todoku-client-address': `203.0.113.${n}` }
    answers.push(await signIn(`nobody${n}@example.com`, 'wrong', { headers }))
  }
  expect(answers.map(({ status }) => status)).toEqual([...Array(20).fill(401), 429, 429])
  // What the address tried beyond that uses up no account's own tries.
  for (let n = 0; n < 6; n++) expectRefusal(await signIn(person.email, 'wrong'), 429, 'rate_limited')
  await server.restart()
  const limits = new Database(join(server.dataDir, 'todoku.db'), { readonly: true })
  const keys = limits.prepare("SELECT key FROM rate_limits WHERE key LIKE '%admin@example.com%'").all()
  limits.close()
  expect(keys).toEqual([])
})

test('parallel guesses are counted one by one', async () => {
  await setUp()
  const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => signIn(person.email, `guess ${n}`)))
  const statuses = answers.map(({ status }) => status).sort()
  expect(statuses).toEqual([...Array(5).fill(401), ...Array(7).fill(429)])
})

test('behind https the cookie is bound to host and scheme, and BASE_URL is the only origin', async () => {
  await server.stop()
  // Known beforehand, because the server names its public URL and not its port.
  const port = await freePort()
  server = await startServer({ env: { BASE_URL: 'https://todoku.example.com', PORT: String(port) } })
  const link = new URL(server.setUpUrl ?? '')
  expect(link.origin).toBe('https://todoku.example.com')
  const body = { ...person, token: link.searchParams.get('token') }
  const ask = (headers: Record<string, string>) => throughProxy(port, '/api/v1/set-up', body, headers)
  expect((await ask({ host: 'evil.example', origin: 'https://evil.example' })).status).toBe(403)
  const made = await ask({ host: 'todoku.example.com', origin: 'https://todoku.example.com' })
  expect(made.status).toBe(201)
  expect(made.cookies.join()).toMatch(/^__Host-todoku\.session_token=.+; Path=\/; HttpOnly; Secure; SameSite=Lax$/i)
  const cookie = made.cookies.map((one) => one.split(';', 1)[0]).join('; ')
  const seen = await fetch(`http://127.0.0.1:${port}/api/v1/channels`, { headers: { cookie } })
  expect(seen.status).toBe(200)
})

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

/** A request that names another host than it connects to, as one through a proxy does. */
function throughProxy(port: number, path: string, body: object, headers: Record<string, string>) {
  return new Promise<{ status: number; cookies: string[] }>((resolve, reject) => {
    const all = { 'content-type': 'application/json', ...headers }
    const outgoing = request({ port, path, method: 'POST', headers: all }, (response) => {
      response.resume()
      resolve({ status: response.statusCode ?? 0, cookies: response.headers['set-cookie'] ?? [] })
    })
    outgoing.once('error', reject)
    outgoing.end(JSON.stringify(body))
  })
}
