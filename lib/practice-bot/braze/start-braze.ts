import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { Identity } from '../certificates.ts'
import { listenOnLoopback } from '../raw-servers.ts'
import { type AcceptedCalls, makeAcceptedCalls } from './accepted-calls.ts'
import { BRAZE_KEYS } from './account.ts'
import { answerCall, isEndpoint } from './answer-call.ts'
import { makeRateLimit } from './rate-limit.ts'
import { type BrazeReply, fatal, parseObject } from './reply.ts'
import { brazeSwitch, makeSwitches, type Switches } from './switches.ts'

const MAX_BODY_BYTES = 4 * 1024 * 1024

/** Not Braze's: with the full key they tell and set what the practice account does. */
export const BRAZE_SWITCH_PATH = '/practice/switch'
export const BRAZE_ACCEPTED_PATH = '/practice/accepted'

type Account = { switches: Switches; limit: () => BrazeReply | null; accepted: AcceptedCalls }

/** Starts the practice Braze on loopback, over HTTPS. @returns its port */
export function startBraze(identity: Identity, now: () => number = Date.now): Promise<number> {
  const account = { switches: makeSwitches(now), limit: makeRateLimit(now), accepted: makeAcceptedCalls() }
  const server = createServer({ cert: identity.cert, key: identity.key }, (request, response) => {
    void answer(account, request, response, now).catch(() => response.destroy())
  })
  return listenOnLoopback(server)
}

async function answer(account: Account, request: IncomingMessage, response: ServerResponse, now: () => number) {
  const body = await readBody(request)
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
  const key = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? null
  const method = request.method ?? 'GET'
  const own = key === BRAZE_KEYS.full ? answerPractice(account, method, path, body) : null
  if (own !== null) return send(response, own)
  const switched = account.switches.current()
  const reply = switched?.reply ?? judgeKey(account, key) ?? answerCall(method, request.url ?? '/', body, now())
  if (reply.accepted && isEndpoint(method, path)) account.accepted.add(path, body)
  send(response, reply, switched?.text ?? null)
}

function judgeKey({ limit }: Account, key: string | null): BrazeReply | null {
  if (key === BRAZE_KEYS.full) return null
  if (key === BRAZE_KEYS.inactive) return fatal(403, 'Forbidden')
  if (key === BRAZE_KEYS.withoutPermission) return fatal(403, 'Access Denied')
  return key === BRAZE_KEYS.limited ? limit() : fatal(401, 'Unauthorized')
}

function answerPractice({ switches, accepted }: Account, method: string, path: string, body: string) {
  const done = (json: BrazeReply['json']): BrazeReply => ({ status: 200, json, accepted: false })
  if (path === BRAZE_ACCEPTED_PATH && method === 'DELETE') accepted.clear()
  if (path === BRAZE_ACCEPTED_PATH) return done(accepted.tell())
  if (path === BRAZE_SWITCH_PATH && method === 'GET') return done(switches.tell())
  if (path !== BRAZE_SWITCH_PATH || method !== 'PUT') return null
  const wanted = brazeSwitch.safeParse(parseObject(body))
  if (!wanted.success) return fatal(400, 'Bad Request')
  switches.set(wanted.data)
  return done({ message: 'success' })
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MAX_BODY_BYTES) throw new RangeError('the body is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function send(response: ServerResponse, { status, json, headers }: BrazeReply, text: string | null = null): void {
  const body = text ?? JSON.stringify(json)
  const type = text === null ? 'application/json' : 'text/plain'
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body), ...headers })
  response.end(body)
}
