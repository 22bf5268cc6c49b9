import type { Socket } from 'node:net'
import type { Phase } from '@/lib/domain/facts.ts'
import { AttemptFault, codeOf, refusesClient } from './attempt-fault.ts'
import type { Http1Connection } from './connection.ts'
import { startDeadline } from './deadline.ts'
import { BodyKeeper, type Exchange, type ExchangeRequest, startExchange } from './exchange.ts'
import { keepAliveMs } from './http1-lines.ts'
import { type AnswerHead, Http1Parser } from './http1-parser.ts'

/** Up to here head and body leave as one buffer; a copy is cheaper than a second write. */
const COPIED_BYTES = 16 * 1024

/**
 * One request and its answer over an open connection, within `timeoutMs` from the first byte written to the last byte
 * read. Interim answers (1xx) are skipped, redirects are answers, nothing is decompressed. The connection is closed
 * unless the answer was complete. Never rejects for the bot's faults.
 */
export function exchangeHttp1({ socket, line }: Http1Connection, request: ExchangeRequest): Promise<Exchange> {
  return new Promise((resolve) => {
    const startMs = performance.now()
    const seen = startExchange()
    const kept = new BodyKeeper(request.responseBytes)
    let phase: Phase = 'request'
    let isSent = false
    let keepMs: number | null = 0
    let settled = false

    const settle = (fault: AttemptFault | null, isComplete: boolean) => {
      if (settled) return
      settled = true
      deadline.cancel()
      if (seen.firstByteMs !== null) seen.bodyMs = performance.now() - startMs - seen.firstByteMs
      if (seen.headers !== null) seen.body = kept.bytes
      seen.fault = fault
      seen.reusable = isComplete && isSent && keepMs !== 0
      line.release(keepMs)
      if (!seen.reusable) socket.destroy()
      resolve(seen)
    }
    const fail = (code: string) => {
      const ofTls = refusesClient(code) && !seen.answered && !request.reused
      settle(new AttemptFault(code, ofTls ? 'tls' : phase), false)
    }
    const deadline = startDeadline(request.timeoutMs, () => fail('ETIMEDOUT'), startMs)

    const onHead = ({ status, headers, version }: AnswerHead) => {
      seen.headers = headers
      seen.firstByteMs = performance.now() - startMs
      phase = 'body'
      if (status < 100) settle(new AttemptFault('TODOKU_INVALID_STATUS', 'response'), false)
      else seen.status = status
      // 101 ends HTTP on this connection: an answer like any other that is not 2xx.
      keepMs = status === 101 ? 0 : keepAliveMs(version, headers)
    }
    const onBody = (chunk: Buffer) => {
      if (settled || kept.add(chunk)) return !settled
      seen.truncated = true
      settle(null, false)
      return false
    }
    const parser = new Http1Parser({ onHead, onBody }, request.method)
    line.take({
      onData(chunk) {
        seen.answered = true
        try {
          parser.feed(chunk)
        } catch (error) {
          fail(codeOf(error))
        }
        if (parser.isDone) settle(null, true)
      },
      onEnd() {
        if (parser.finish()) settle(null, false)
        else fail('ECONNRESET')
      },
      onLost: fail,
    })
    send(socket, request, () => {
      isSent = true
      if (phase === 'request') phase = 'response'
      if (!settled) request.onSent?.()
    })
  })
}

/** `onSent`: all of it has left this process. */
function send(socket: Socket, request: ExchangeRequest, onSent: () => void): void {
  const { method, url, headers, body } = request
  let head = `${method} ${url.pathname}${url.search} HTTP/1.1\r\n`
  for (const name in headers) head += `${name}: ${headers[name]}\r\n`
  head += '\r\n'
  // What is lost on the way is told by the socket.
  const done = (error?: Error | null) => error || onSent()
  if (body.byteLength > COPIED_BYTES) {
    socket.write(head, 'latin1')
    socket.write(body, done)
    return
  }
  const whole = Buffer.allocUnsafe(head.length + body.byteLength)
  whole.write(head, 'latin1')
  whole.set(body, head.length)
  socket.write(whole, done)
}
