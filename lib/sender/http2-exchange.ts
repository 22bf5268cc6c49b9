import http2, { type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http2'
import type { Phase } from '@/lib/domain/facts.ts'
import { AttemptFault, codeOf } from './attempt-fault.ts'
import type { Http2Connection } from './connection.ts'
import { startDeadline } from './deadline.ts'
import { BodyKeeper, type Exchange, type ExchangeRequest, startExchange } from './exchange.ts'
import type { StartedStream } from './http2-session.ts'

/** The session ended between being chosen and the request. */
const SESSION_GONE = ['ERR_HTTP2_INVALID_SESSION', 'ERR_HTTP2_GOAWAY_SESSION', 'ERR_HTTP2_OUT_OF_STREAMS']

/**
 * One request and its answer over an HTTP/2 session, with the same limits and the same result as over HTTP/1.1. An answer
 * that the peer has ended counts, whatever follows; one that it has not ended does not, whatever its status.
 */
export function exchangeHttp2({ session }: Http2Connection, request: ExchangeRequest): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    const startMs = performance.now()
    const seen = startExchange()
    const kept = new BodyKeeper(request.responseBytes)
    let settled = false
    let started: StartedStream
    try {
      started = session.start(headersOf(request), request.body.byteLength === 0)
    } catch (error) {
      if (!SESSION_GONE.includes(codeOf(error))) return reject(error)
      session.retire()
      return resolve({ ...seen, fault: new AttemptFault('ECONNRESET', 'session') })
    }
    const { stream, id, progress } = started

    const settle = (fault: AttemptFault | null, wasComplete: boolean) => {
      if (settled) return
      settled = true
      deadline.cancel()
      if (seen.firstByteMs !== null) seen.bodyMs = performance.now() - startMs - seen.firstByteMs
      if (seen.headers !== null) seen.body = kept.bytes
      seen.fault = fault
      seen.answered = progress.answered
      session.finish(started, wasComplete)
      resolve(seen)
    }
    const phase = (): Phase => (seen.status !== null ? 'body' : progress.requestEnded ? 'response' : 'request')
    const onExpired = () => {
      settle(new AttemptFault(progress.sent ? 'ETIMEDOUT' : 'TODOKU_NO_STREAMS', phase()), false)
    }
    const deadline = startDeadline(request.timeoutMs, onExpired, startMs)

    stream.on('response', (headers) => {
      const status = headers[':status'] ?? 0
      seen.headers = withoutPseudo(headers)
      seen.firstByteMs = performance.now() - startMs
      if (status < 100) settle(new AttemptFault('TODOKU_INVALID_STATUS', 'response'), false)
      else seen.status = status
    })
    stream.on('data', (chunk: Buffer) => {
      if (settled || kept.add(chunk)) return
      seen.truncated = true
      settle(null, false)
    })
    // Node ends a stream that was reset, too.
    stream.on('end', () => progress.ended && seen.status !== null && settle(null, stream.writableFinished))
    stream.on('finish', () => settled || request.onSent?.())
    // Judged at 'close'.
    stream.on('error', () => {})
    const judge = () => {
      if (progress.ended && seen.status !== null) settle(null, false)
      else settle(new AttemptFault(session.lossOf(id) ?? nameOfReset(stream.rstCode ?? 0), phase()), false)
    }
    // Two more turns, so that what the same read says of the connection is known.
    stream.on('close', () => setImmediate(() => setImmediate(judge)))
    if (request.body.byteLength > 0) stream.end(request.body)
    else stream.end()
  })
}

const ERROR_NAMES = [
  'NO_ERROR',
  'PROTOCOL_ERROR',
  'INTERNAL_ERROR',
  'FLOW_CONTROL_ERROR',
  'SETTINGS_TIMEOUT',
  'STREAM_CLOSED',
  'FRAME_SIZE_ERROR',
  'REFUSED_STREAM',
  'CANCEL',
  'COMPRESSION_ERROR',
  'CONNECT_ERROR',
  'ENHANCE_YOUR_CALM',
  'INADEQUATE_SECURITY',
  'HTTP_1_1_REQUIRED',
]

/** RFC 9113, section 7. */
function nameOfReset(code: number): string {
  return `NGHTTP2_${ERROR_NAMES[code] ?? 'UNKNOWN_ERROR'}`
}

function headersOf({ url, method, headers: { host, ...rest } }: ExchangeRequest): OutgoingHttpHeaders {
  const { HTTP2_HEADER_METHOD, HTTP2_HEADER_SCHEME, HTTP2_HEADER_AUTHORITY, HTTP2_HEADER_PATH } = http2.constants
  return {
    [HTTP2_HEADER_METHOD]: method,
    [HTTP2_HEADER_SCHEME]: 'https',
    [HTTP2_HEADER_AUTHORITY]: host,
    [HTTP2_HEADER_PATH]: url.pathname + url.search,
    ...rest,
  }
}

function withoutPseudo(headers: IncomingHttpHeaders): Exchange['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(':')))
}
