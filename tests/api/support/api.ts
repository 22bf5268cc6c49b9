import { expect } from 'vitest'
import { startServer, type TestServer } from '../../support/start-server.ts'
import { type ApiDocument, type Exchange, fetchApiDocument } from './api-document.ts'

// biome-ignore lint/suspicious/noExplicitAny: an answer is looked at field by field; `expect` says what it must be
export type Body = any

export type Answer = { status: number; body: Body; headers: Headers; text: string }

export type CallOptions = {
  key?: string | null
  cookie?: string
  origin?: string
  headers?: Record<string, string>
  /** Sent as it is instead of `body`. */
  raw?: string | Uint8Array<ArrayBuffer>
  /** Accepted, though the document has no such request: why. Answers are held against it all the same. */
  undescribed?: string
}

export type Api = {
  server: TestServer
  /** A key of the instance, used unless another is given. */
  key: string
  call(method: string, path: string, body?: unknown, options?: CallOptions): Promise<Answer>
  get(path: string, options?: CallOptions): Promise<Answer>
  post(path: string, body?: unknown, options?: CallOptions): Promise<Answer>
  patch(path: string, body?: unknown, options?: CallOptions): Promise<Answer>
  delete(path: string, options?: CallOptions): Promise<Answer>
  /** A channel whose switches are on, unless said otherwise. */
  channel(settings?: Record<string, unknown>): Promise<Body>
}

/** Loopback is open to webhooks and http is allowed, so that tests can be their own bot. */
export const OPEN_TO_TESTS = { WEBHOOK_ALLOW_HTTP: '1', WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8,::1/128' }

export async function startApi(env: Record<string, string> = {}): Promise<Api> {
  const server = await startServer({ env: { ...OPEN_TO_TESTS, ...env } })
  const key = await server.createKey(['--name', 'tests', '--instance'])
  return apiOf(server, key)
}

export function apiOf(server: TestServer, key: string): Api {
  const call: Api['call'] = async (method, path, body, options = {}) => {
    const headers: Record<string, string> = {}
    const bearer = options.key === undefined ? (options.cookie === undefined ? key : null) : options.key
    if (bearer !== null) headers.authorization = `Bearer ${bearer}`
    if (options.cookie !== undefined) headers.cookie = options.cookie
    if (options.origin !== undefined) headers.origin = options.origin
    if (body !== undefined || options.raw !== undefined) headers['content-type'] = 'application/json'
    const document = await documentOf(server)
    const sent = {
      headers: { ...headers, ...options.headers },
      body: options.raw ?? (body === undefined ? null : JSON.stringify(body)),
    }
    const response = await fetch(server.baseUrl + path, { method, redirect: 'manual', ...sent })
    const text = await response.text()
    const got = { status: response.status, headers: response.headers, body: text }
    expectDescribed(document, { method, path, sent: { ...sent, body: textOf(sent.body) }, got }, options)
    const json = response.headers.get('content-type')?.startsWith('application/json')
    return { status: response.status, body: json ? JSON.parse(text) : text, headers: response.headers, text }
  }
  return {
    server,
    key,
    call,
    get: (path, options) => call('GET', path, undefined, options),
    post: (path, body, options) => call('POST', path, body, options),
    patch: (path, body, options) => call('PATCH', path, body, options),
    delete: (path, options) => call('DELETE', path, undefined, options),
    async channel(settings = {}) {
      const wanted = { name: 'test', kind: 'line', useWebhook: true, errorStatistics: true, ...settings }
      const answer = await call('POST', '/api/v1/channels', wanted)
      expect(answer.status, answer.text).toBe(201)
      return answer.body.channel
    },
  }
}

/** For the console's own pages: it answers as the others do, and is no operation of the API. */
export const UNDESCRIBED = '/palette'

/** Every test file has one build before it. */
let fetched: Promise<ApiDocument> | null = null

function documentOf({ baseUrl }: TestServer): Promise<ApiDocument> {
  fetched ??= fetchApiDocument(baseUrl)
  return fetched
}

/**
 * Request and answer agree with the OpenAPI document. What was refused, whole or an item of it, was sent to be refused;
 * its answer must be described all the same.
 */
function expectDescribed(document: ApiDocument, exchange: Exchange, { undescribed }: CallOptions): void {
  const { method, path, got } = exchange
  if (path === UNDESCRIBED) return
  const isWhole = got.status < 300 && !got.body.includes('"errors":[{"index"')
  const faults = document.faultsOf(exchange, isWhole && undescribed === undefined)
  if (got.status === 429 || got.status === 503) {
    if (!/^[1-9]\d*$/.test(got.headers.get('retry-after') ?? '')) faults.push(`${got.status} has no Retry-After`)
  }
  expect(faults, `${method} ${path} and its answer ${got.status} agree with the OpenAPI document`).toEqual([])
}

const textOf = (body: string | Uint8Array | null) =>
  body === null || typeof body === 'string' ? body : Buffer.from(body).toString('utf8')

/** The envelope of what was refused: a sentence, a stable code, and nothing of success. */
export function expectRefusal(answer: Answer, status: number, code: string): void {
  expect({ status: answer.status, code: answer.body?.code }, answer.text).toEqual({ status, code })
  expect(answer.body.message).toMatch(/^\S.{9,}[.]$/s)
  expect(answer.body.message).not.toBe('success')
}

let count = 0
/** One attempt as another sender reports it; a new id each time. */
export function attempt(more: Record<string, unknown> = {}): Record<string, unknown> {
  count++
  return { id: `attempt-${count}`, startedAt: Date.now(), durationMs: 10, outcome: { status: 503 }, ...more }
}

/** Counted attempts and errors of the last day. */
export async function counts(api: Api, channelId: string): Promise<{ attempts: number; errors: number }> {
  const { body } = await api.get(`/api/v1/channels/${channelId}/statistics/errors?to=${Date.now() + 3_600_000}`)
  return { attempts: body.data.attempts, errors: body.data.errors }
}

/** The cookie that a sign-in or set-up answered, as a browser would send it back. */
export function cookieOf(answer: Answer): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ')
}
