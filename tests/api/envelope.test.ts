import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ERROR_CODES } from '@/lib/domain/errors.ts'
import { OPERATIONS } from '@/lib/http/operations.ts'
import { type Api, expectRefusal, startApi, UNDESCRIBED } from './support/api.ts'

/** Every path under a folder of app, with its parameters as OpenAPI writes them. */
const pathsUnder = (folder: string) =>
  readdirSync(fileURLToPath(new URL(`../../app/${folder}`, import.meta.url)), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)route\.ts$/.test(file))
    .map((file) => `/${join(folder, file.replace(/\/?route\.ts$/, ''))}`)
    .filter((path) => !path.includes('[[...'))
    .map((path) =>
      path
        .replace(/\/\(\w+\)/, '')
        .replaceAll('[', '{')
        .replaceAll(']', '}'),
    )
    .sort()
/** In LINE's form; every other route has the envelope, whatever folder of app it is in. */
const linePaths = pathsUnder('v2')
const paths = pathsUnder('').filter((path) => !linePaths.includes(path))

let api: Api
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.server.stop())

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
/** The one answer whose shape is another standard's. */
const NO_ENVELOPE = '/api/openapi.json'
/** Answered before Next, without a route of its own. */
const GATEWAY = '/in/{channelId}'

describe.each(paths)('%s', (path) => {
  const url = path.replace(/\{\w+\}/g, 'nothing')

  test.each(METHODS)('%s answers with the envelope, whoever asks', async (method) => {
    for (const key of [api.key, null, 'tdk_wrong']) {
      const hasBody = method !== 'GET' && method !== 'DELETE'
      for (const raw of hasBody ? ['{}', '{', 'null'] : [undefined]) {
        const answer = await api.call(method, url, undefined, { key, raw })
        if (path === NO_ENVELOPE && answer.status === 200) continue
        expect(answer.headers.get('content-type'), answer.text).toBe('application/json; charset=utf-8')
        expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
        expect(answer.headers.get('cache-control')).toBe('no-store')
        expect(answer.status).toBeLessThan(500)
        if (answer.status < 300) expect(answer.body.message).toBe('success')
        else {
          expect(answer.body.message).toMatch(/[.]$/)
          expect(ERROR_CODES).toContain(answer.body.code)
        }
      }
    }
  })

  test('a method that it has not is 405, and Allow names those that it has', async () => {
    const has = OPERATIONS.filter((operation) => operation.path === path).map(({ method }) => method.toUpperCase())
    if (path === NO_ENVELOPE || path === UNDESCRIBED) has.push('GET')
    const allow = METHODS.filter((method) => has.includes(method)).join(', ')
    for (const method of METHODS) {
      const answer = await api.call(method, url, undefined, method === 'GET' ? {} : { raw: '{}' })
      if (has.includes(method)) expect(answer.status, method).not.toBe(405)
      else expect([answer.status, answer.headers.get('allow')], method).toEqual([405, allow])
    }
  })
})

describe.each(linePaths)('%s', (path) => {
  test.each(METHODS)('%s answers in LINE’s form, whoever asks', async (method) => {
    for (const key of [api.key, null, 'tdk_wrong']) {
      const answer = await api.call(method, path, undefined, method === 'GET' ? { key } : { key, raw: '{' })
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
      expect(answer.headers.get('content-type'), answer.text).toBe('application/json; charset=utf-8')
      expect(answer.headers.get('x-line-request-id')).toMatch(/^[0-9a-f-]{36}$/)
      expect(answer.body.message).toMatch(/^\S.{5,}/)
      expect(answer.body).not.toHaveProperty('code')
    }
  })
})

test.each(['/in/nothing', '/in/nothing/more', '/in', '/braze/nothing/messages/send', '/braze/nothing', '/braze'])(
  'what %s answers of its own has the envelope',
  async (path) => {
    for (const method of [...METHODS, 'PROPFIND', 'OPTIONS']) {
      for (const key of [api.key, null, 'tdk_wrong']) {
        const answer = await api.call(method, path, undefined, method === 'GET' ? { key } : { key, raw: '{}' })
        expect(answer.status, `${method} ${path}`).toBeGreaterThanOrEqual(400)
        expect(answer.status, `${method} ${path}`).toBeLessThan(500)
        expect(answer.headers.get('content-type'), answer.text).toBe('application/json; charset=utf-8')
        expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
        expect(answer.body.message).toMatch(/[.]$/)
        expect(ERROR_CODES).toContain(answer.body.code)
      }
    }
  },
)

test.each([
  '/api',
  '/api/v1',
  '/api/v2/channels',
  '/api/v1/channels/x/nothing',
  '/api/auth/sign-up/email',
  '/api/auth/get-session',
])('%s is not there, and says so in the envelope', async (path) => {
  for (const method of METHODS) {
    const answer = await api.call(method, path)
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found'])
  }
})

test('a method that Next does not know, or answers itself, is 405 in the envelope, too', async () => {
  for (const method of ['PROPFIND', 'SEARCH', 'MKCOL', 'OPTIONS']) {
    const answer = await api.call(method, '/api/v1/channels')
    expectRefusal(answer, 405, 'method_not_allowed')
    expect(answer.headers.get('allow')?.split(', ').sort()).toEqual(['GET', 'POST'])
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expectRefusal(await api.call(method, '/api/v1/nothing'), 404, 'not_found')
  }
})

test('without a key, or with another scheme, a 401 says what to send; with a wrong key that it is wrong', async () => {
  const ask = (authorization?: string) =>
    api.get('/api/v1/channels', { key: null, headers: authorization === undefined ? {} : { authorization } })
  for (const authorization of [undefined, 'Basic dXNlcjpwYXNz', 'Bearer', api.key]) {
    const answer = await ask(authorization)
    expectRefusal(answer, 401, 'unauthorized')
    expect(answer.body.message).toContain('Send Authorization: Bearer <key>')
  }
  expect((await ask('Bearer tdk_wrong')).body.message).toBe('This API key is not valid.')
})

test('the document describes every route, and no other', async () => {
  const { body } = await api.get('/api/openapi.json', { key: null })
  expect(body.openapi).toBe('3.1.0')
  const routes = [...paths, ...linePaths, GATEWAY].filter((path) => path !== NO_ENVELOPE && path !== UNDESCRIBED)
  expect(Object.keys(body.paths).sort()).toEqual(routes.sort())
  const described = Object.entries(body.paths).flatMap(([path, item]) =>
    Object.keys(item as object).map((method) => `${method} ${path}`),
  )
  expect(described.sort()).toEqual(OPERATIONS.map(({ method, path }) => `${method} ${path}`).sort())
})

test('whoever asks, health and readiness are told', async () => {
  for (const path of ['/api/health', '/api/ready']) {
    const answer = await api.get(path, { key: null })
    expect([answer.status, answer.body]).toMatchObject([200, { message: 'success' }])
  }
})

test('paths that cannot be decoded are refused in the envelope', async () => {
  for (const path of ['/api/v1/channels/%E0%A4%A', '/api/v1/channels/%00', '/api/v1/attempts/%2e%2e%2f']) {
    const answer = await api.get(path)
    expect(answer.headers.get('content-type'), path).toBe('application/json; charset=utf-8')
    expect(answer.status, path).toBeGreaterThanOrEqual(400)
    expect(answer.status, path).toBeLessThan(500)
  }
})
