import { type ClientRequest, type IncomingMessage, request as startRequest } from 'node:http'
import type { Phase } from '@/lib/domain/facts.ts'
import { AttemptFault, codeOf } from './attempt-fault.ts'
import type { Connection } from './connection.ts'
import { startDeadline } from './deadline.ts'

export type ExchangeRequest = {
  url: URL
  headers: Record<string, string>
  body: Uint8Array
  timeoutMs: number
  responseBytes: number
  reused: boolean
}

/** What came back, complete or not; `fault` says how it ended when it did not end well. */
export type Exchange = {
  status: number | null
  headers: Record<string, string | string[] | undefined> | null
  body: Uint8Array | null
  truncated: boolean
  fault: AttemptFault | null
  /** A byte of an answer came, be it a 1xx. */
  answered: boolean
  firstByteMs: number | null
  bodyMs: number | null
}

/**
 * One POST and its answer over an open connection, within `timeoutMs` from the first byte written to the last byte
 * read. Interim answers (1xx) are skipped, redirects are answers, nothing is decompressed. The connection is closed
 * unless the answer was complete. Never rejects for the bot's faults.
 */
export function exchangeHttp1(connection: Connection, request: ExchangeRequest): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    const { socket } = connection
    const startMs = performance.now()
    const seen: Exchange = {
      status: null,
      headers: null,
      body: null,
      truncated: false,
      fault: null,
      answered: false,
      firstByteMs: null,
      bodyMs: null,
    }
    const chunks: Uint8Array[] = []
    let phase: Phase = 'request'
    let settled = false

    const settle = (fault: AttemptFault | null, keepOpen: boolean) => {
      if (settled) return
      settled = true
      deadline.cancel()
      socket.off('data', noteAnswer)
      const endMs = performance.now()
      if (seen.firstByteMs !== null) seen.bodyMs = endMs - startMs - seen.firstByteMs
      if (seen.headers !== null) seen.body = Buffer.concat(chunks)
      seen.fault = fault
      if (!keepOpen) socket.destroy()
      resolve(seen)
    }
    const fail = (error: unknown) => settle(faultOf(error, phase, seen, request.reused), false)
    const noteAnswer = () => {
      seen.answered = true
    }
    const deadline = startDeadline(
      request.timeoutMs,
      () => settle(new AttemptFault('ETIMEDOUT', phase), false),
      startMs,
    )

    const noteHeaders = ({ statusCode = 0, headers }: IncomingMessage) => {
      seen.status = statusCode < 100 ? null : statusCode
      seen.headers = headers
      seen.firstByteMs = performance.now() - startMs
    }
    const onResponse = (response: IncomingMessage) => {
      phase = 'body'
      noteHeaders(response)
      if (seen.status === null) {
        settle(new AttemptFault('TODOKU_INVALID_STATUS', 'response'), false)
        return
      }
      let length = 0
      response.on('data', (chunk: Buffer) => {
        if (settled) return
        const room = request.responseBytes - length
        chunks.push(chunk.subarray(0, room))
        length += chunk.length
        if (length <= request.responseBytes) return
        seen.truncated = true
        settle(null, false)
      })
      response.on('end', () => settle(null, response.complete && sent.writableFinished))
      response.on('error', fail)
      response.on('close', () => fail(new AttemptFault('ECONNRESET', phase)))
    }

    let sent: ClientRequest
    try {
      sent = startRequest({
        method: 'POST',
        host: request.url.hostname,
        path: request.url.pathname + request.url.search,
        headers: request.headers,
        agent: connection.agent,
      })
    } catch (error) {
      deadline.cancel()
      socket.destroy()
      reject(error)
      return
    }
    sent.on('finish', () => {
      if (phase === 'request') phase = 'response'
    })
    sent.on('response', onResponse)
    // 101 ends HTTP on this connection: an answer like any other that is not 2xx.
    sent.on('upgrade', (response) => {
      noteHeaders(response)
      settle(null, false)
    })
    sent.on('error', fail)
    socket.on('data', noteAnswer)
    sent.end(request.body)
  })
}

/** With TLS 1.3 a server that refuses the client says so after the handshake, yet it is the handshake that failed. */
const REFUSES_CLIENT = /^ERR_SSL_.+_ALERT_\w*(CERT|UNKNOWN_CA|ACCESS_DENIED|HANDSHAKE_FAILURE|DECRYPT)/

function faultOf(error: unknown, phase: Phase, seen: Exchange, reused: boolean): AttemptFault {
  if (error instanceof AttemptFault) return error
  const code = codeOf(error)
  return new AttemptFault(code, REFUSES_CLIENT.test(code) && !seen.answered && !reused ? 'tls' : phase)
}
