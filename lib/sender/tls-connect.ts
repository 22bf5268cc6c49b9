import { isIP, type Socket } from 'node:net'
import tls, { type SecureContext, type TLSSocket } from 'node:tls'
import { AttemptFault, codeOf } from './attempt-fault.ts'
import { startDeadline } from './deadline.ts'

/** A server that closes what it has just accepted is known as such only while we have not spoken yet. */
const LISTEN_FIRST_MS = 2

/** Type, version and length: what every TLS record begins with. */
const RECORD_HEADER_BYTES = 5

const NOT_A_RECORD = ['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_HTTP_REQUEST', 'ERR_SSL_HTTPS_PROXY_REQUEST']

export type TlsRequest = {
  /** The URL's host name, for SNI and for the certificate. */
  host: string
  trust: SecureContext
  alpnProtocols: string[]
  limitMs: number
  /** Told before verification decides, so that the facts of a bad certificate are kept. */
  onPeer: (socket: TLSSocket) => void
}

/**
 * The handshake over a connected socket, never a resumed session. The socket that comes back has an 'error' listener.
 * @throws AttemptFault in phase tls (`ETIMEDOUT` after `limitMs`, `TODOKU_TLS_RESET` for a reset after our first
 * message, `ECONNRESET` for a connection closed in order), or in phase tcp for a reset before it.
 */
export async function connectTls(socket: Socket, request: TlsRequest): Promise<TLSSocket> {
  const startMs = performance.now()
  await listenBeforeSpeaking(socket)
  return shakeHands(socket, request, startMs)
}

function listenBeforeSpeaking(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (fault: AttemptFault | null) => {
      clearTimeout(timer)
      socket.off('error', onError).off('end', onEnd)
      if (fault) reject(fault)
      else resolve()
    }
    const onError = (error: Error) => settle(new AttemptFault(codeOf(error), 'tcp'))
    const onEnd = () => settle(new AttemptFault('ECONNRESET', 'tls'))
    // Two more turns of the event loop, so that what came while this process slept is seen.
    const settleAfterPolling = () => setImmediate(() => setImmediate(settle, null))
    const timer = setTimeout(settleAfterPolling, LISTEN_FIRST_MS)
    socket.on('error', onError).on('end', onEnd)
  })
}

function shakeHands(socket: Socket, request: TlsRequest, startMs: number): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const host = request.host.replace(/\.$/, '')
    const literal = isIP(host.replace(/^\[|\]$/g, '')) !== 0
    const secured = tls.connect({
      socket,
      host: host.replace(/^\[|\]$/g, ''),
      ...(literal ? {} : { servername: host }),
      secureContext: request.trust,
      ALPNProtocols: request.alpnProtocols,
      // Verified below, because Node drops the certificate before it reports a bad one.
      rejectUnauthorized: false,
    })
    let answered = false
    const fail = (code: string) => {
      deadline.cancel()
      secured.destroy()
      reject(new AttemptFault(code, 'tls'))
    }
    const deadline = startDeadline(request.limitMs, () => fail('ETIMEDOUT'), startMs)
    secured.once('keylog', () => {
      answered = true
    })
    secured.on('error', (error) => fail(codeOfHandshake(error, socket.bytesRead, answered)))
    secured.once('secureConnect', () => {
      deadline.cancel()
      request.onPeer(secured)
      if (secured.authorized) resolve(secured)
      else fail(verificationCode(secured))
    })
  })
}

/** Tells apart what OpenSSL and the socket report alike; `answered`: a valid ServerHello came. */
function codeOfHandshake(error: Error, bytesRead: number, answered: boolean): string {
  const code = codeOf(error)
  if (NOT_A_RECORD.includes(code)) return answered ? 'TODOKU_BROKEN_TLS_RECORD' : code
  if (code !== 'ECONNRESET' && code !== 'EPIPE') return code
  if ('syscall' in error && error.syscall !== undefined) return 'TODOKU_TLS_RESET'
  return bytesRead > 0 && bytesRead < RECORD_HEADER_BYTES ? 'TODOKU_NO_TLS_RECORD' : 'ECONNRESET'
}

/** Node types `authorizationError` as an error, but sets its code, a string. */
function verificationCode(socket: TLSSocket): string {
  const reason: unknown = socket.authorizationError
  return typeof reason === 'string' ? reason : codeOf(reason)
}
