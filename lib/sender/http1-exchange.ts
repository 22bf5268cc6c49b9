import { type ClientRequest, type IncomingMessage, request as startRequest } from 'node:http'
import type { Phase } from '@/lib/domain/facts.ts'
import { AttemptFault, codeOf, refusesClient } from './attempt-fault.ts'
import type { Http1Connection } from './connection.ts'
import { startDeadline } from './deadline.ts'
import { BodyKeeper, type Exchange, type ExchangeRequest, startExchange } from './exchange.ts'

/**
 * One request and its answer over an open connection, within `timeoutMs` from the first byte written to the last byte
 * read. Interim answers (1xx) are skipped, redirects are answers, nothing is decompressed. The connection is closed
 * unless the answer was complete. Never rejects for the bot's faults.
 */
export function exchangeHttp1(connection: Http1Connection, request: ExchangeRequest): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    const { socket } = connection
    const startMs = performance.now()
    const seen = startExchange()
    const kept = new BodyKeeper(request.responseBytes)
    let phase: Phase = 'request'
    let settled = false

    const settle = (fault: AttemptFault | null, keepOpen: boolean) => {
      if (settled) return
      settled = true
      deadline.cancel()
      socket.off('data', noteAnswer)
      const endMs = performance.now()
      if (seen.firstByteMs !== null) seen.bodyMs = endMs - startMs - seen.firstByteMs
      if (seen.headers !== null) seen.body = kept.bytes
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
      response.on('data', (chunk: Buffer) => {
        if (settled || kept.add(chunk)) return
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
        method: request.method,
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
      if (!settled) request.onSent?.()
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

function faultOf(error: unknown, phase: Phase, seen: Exchange, reused: boolean): AttemptFault {
  if (error instanceof AttemptFault) return error
  const code = codeOf(error)
  return new AttemptFault(code, refusesClient(code) && !seen.answered && !reused ? 'tls' : phase)
}
