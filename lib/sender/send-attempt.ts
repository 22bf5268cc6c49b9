import { validateHeaderName, validateHeaderValue } from 'node:http'
import type { SecureContext } from 'node:tls'
import type { AddressRules } from '@/lib/domain/address-rules.ts'
import { stepOfPhase } from '@/lib/domain/attempt-steps.ts'
import type { Facts, Protocol } from '@/lib/domain/facts.ts'
import { redactHeaders } from '@/lib/domain/redact-headers.ts'
import type { StepEvent } from '@/lib/domain/step-event.ts'
import { isRefusedByPolicy, parseWebhookUrl } from '@/lib/domain/webhook-url.ts'
import { AttemptFault, UrlRefused } from './attempt-fault.ts'
import { briefFacts, hasArrived } from './brief-facts.ts'
import { type Connection, giveUp, startWalk, type Walk, walkOf } from './connection.ts'
import type { ConnectionPool, PoolKey } from './connection-pool.ts'
import type { AnswerHeaders, Exchange, ExchangeRequest } from './exchange.ts'
import { exchangeHttp1 } from './http1-exchange.ts'
import { exchangeHttp2 } from './http2-exchange.ts'
import { DEFAULT_LIMITS, type Limits } from './limits.ts'
import { openConnection, securityOf } from './open-connection.ts'
import type { WebhookResolver } from './resolver.ts'
import { StepReport } from './step-report.ts'

export type Method = 'POST' | 'GET' | 'HEAD' | 'PUT' | 'PATCH' | 'DELETE'

export type AttemptRequest = {
  url: string
  /** POST where it is absent. */
  method?: Method
  /** Sent as they are, but for `host`, `content-length`, `accept-encoding` and what is hop by hop, which are ours. */
  headers: Record<string, string>
  body: Uint8Array
  /** From the moment the request starts to be written until the answer is complete. */
  timeoutMs: number
  limits?: Partial<Limits>
  resolver: WebhookResolver
  trust: SecureContext
  addressRules: AddressRules
  allowHttp: boolean
  /** Keeps connections for later attempts; without one each attempt closes its own. */
  agent?: ConnectionPool
  /** Of a complete answer of 2xx only what `briefFacts` takes; the rest of the facts is left empty. */
  brief?: true
  /** Called as each step begins and ends, before the attempt is over. */
  onStep?: (event: StepEvent) => void
  /** Told the answer's headers as they came, secrets and all, before the facts. They are never to be stored. */
  onHeaders?: (headers: AnswerHeaders) => void
}

/** The last connection of an attempt and what went over it. */
type Try = {
  walk: Walk
  reused: boolean
  exchange: Exchange | null
  fault: AttemptFault | null
  /** What was sent; null when it did not come to that. */
  headers: Record<string, string> | null
}

const LOST = ['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'TODOKU_GOAWAY']

/**
 * Sends once to a bot and says what was seen; the bot's faults are facts and never throw.
 * @throws AddressDenied (`address_denied`) when the URL leads to a closed address: no attempt was made.
 * @throws UrlRefused (`url_refused`) when our policy refuses the URL: no attempt either.
 * @throws Error for faults of our own (no file handles, an unsendable header).
 */
export async function sendAttempt(request: AttemptRequest): Promise<Facts> {
  const startedAtMs = Date.now()
  const startMs = performance.now()
  const report = request.onStep && new StepReport(request.onStep)
  report?.begin('url')
  const parsed = parseWebhookUrl(request.url, { allowHttp: request.allowHttp })
  if (parsed.ok) report?.done({})
  else if (isRefusedByPolicy(parsed.reason)) throw new UrlRefused(parsed.reason)
  const last = parsed.ok ? await tryUntilJudged(parsed.url, request, report) : unusableUrl(parsed.reason)
  const { walk, exchange } = last
  const error = (last.fault ?? exchange?.fault)?.facts ?? null
  const status = exchange?.status ?? null
  if (error === null) report?.answered(status)
  else report?.fail(error, stepOfPhase(error.phase) === 'tls' ? securityOf(walk) : status === null ? {} : { status })
  if (exchange?.headers) request.onHeaders?.(exchange.headers)
  if (request.brief && hasArrived(status, error)) {
    const { protocol, remoteAddress } = walk
    const durationMs = performance.now() - startMs
    return briefFacts({ startedAtMs, durationMs, url: request.url, status, protocol, remoteAddress })
  }
  const headers = last.headers ?? (parsed.ok ? headersFor(parsed.url, request, walk.protocol) : request.headers)
  return {
    startedAtMs,
    durationMs: performance.now() - startMs,
    url: request.url,
    status,
    error,
    phases: { ...walk.phases, firstByteMs: exchange?.firstByteMs ?? null, bodyMs: exchange?.bodyMs ?? null },
    protocol: walk.protocol,
    remoteAddress: walk.remoteAddress,
    addresses: walk.addresses,
    reusedConnection: last.reused,
    tlsVersion: walk.tlsVersion,
    certificate: walk.certificate,
    requestHeaders: redactHeaders(headers),
    responseHeaders: exchange?.headers ? redactHeaders(exchange.headers) : null,
    responseBody: exchange?.body ?? null,
    responseTruncated: exchange?.truncated ?? false,
  }
}

/** A kept connection that the server has just closed says nothing about the bot: one fresh try before judging. */
async function tryUntilJudged(url: URL, request: AttemptRequest, report?: StepReport): Promise<Try> {
  const { resolver, trust, addressRules } = request
  const key: PoolKey = { origin: url.origin, resolver, trust, addressRules }
  const kept = request.agent?.take(key)
  if (kept) {
    const again = await tryOnce(url, request, key, kept, report)
    const { exchange } = again
    if (!exchange?.fault || exchange.answered || !LOST.includes(exchange.fault.code)) return again
  }
  return tryOnce(url, request, key, null, report)
}

async function tryOnce(
  url: URL,
  request: AttemptRequest,
  key: PoolKey,
  kept: Connection | null,
  report?: StepReport,
): Promise<Try> {
  const limits = { ...DEFAULT_LIMITS, ...request.limits }
  const walk = kept ? walkOf(kept) : startWalk()
  const reused = kept !== null
  try {
    const connection = kept ?? (await openConnection({ ...key, url, limits, report }, walk))
    const pool = request.agent
    // Over HTTP/2 others may use the connection from now on, over HTTP/1.1 only when this exchange is complete.
    const shared = connection.protocol === 'h2' && (reused || (pool?.keep(key, connection) ?? false))
    const { method = 'POST', body, timeoutMs } = request
    const headers = headersFor(url, request, connection.protocol)
    const onSent = report && (() => report.begin('response'))
    const wanted = { url, method, headers, body, timeoutMs, responseBytes: limits.responseBytes, reused, onSent }
    report?.begin('request')
    const exchange = await exchangeOver(connection, wanted)
    if (!pool || (connection.protocol === 'h2' && !shared)) giveUp(connection)
    else if (exchange.reusable) pool.keep(key, connection)
    return { walk, reused, exchange, fault: null, headers }
  } catch (error) {
    if (error instanceof AttemptFault) return { walk, reused, exchange: null, fault: error, headers: null }
    throw error
  }
}

function unusableUrl(reason: string): Try {
  const code = reason === 'unparsable' ? 'ERR_INVALID_URL' : `TODOKU_URL_${reason.toUpperCase()}`
  return { walk: startWalk(), reused: false, exchange: null, fault: new AttemptFault(code, 'url'), headers: null }
}

function exchangeOver(connection: Connection, request: ExchangeRequest): Promise<Exchange> {
  return connection.protocol === 'h2' ? exchangeHttp2(connection, request) : exchangeHttp1(connection, request)
}

/** What is said to the next machine only is ours to say, and HTTP/2 has none of it (RFC 9110, section 7.6.1). */
const HOP_BY_HOP = new Set([
  'connection',
  'proxy-connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'expect',
  'http2-settings',
])

/** `host` goes out as `:authority` over HTTP/2. @throws Error for a header that cannot be sent: a fault of ours. */
function headersFor(url: URL, request: AttemptRequest, protocol: Protocol | null): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [given, value] of Object.entries(request.headers)) {
    validateHeaderName(given)
    validateHeaderValue(given, value)
    const name = given.toLowerCase()
    if (!HOP_BY_HOP.has(name)) headers[name] = value
  }
  headers.host = url.host
  headers['accept-encoding'] = 'identity'
  if (mayHaveBody(request)) headers['content-length'] = String(request.body.byteLength)
  else delete headers['content-length']
  if (protocol !== 'h2') headers.connection = request.agent ? 'keep-alive' : 'close'
  return headers
}

/** An empty body is told of where a body is expected only (RFC 9110, section 8.6). */
function mayHaveBody({ method = 'POST', body }: AttemptRequest): boolean {
  return body.byteLength > 0 || method === 'POST' || method === 'PUT' || method === 'PATCH'
}
