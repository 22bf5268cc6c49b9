import http2, {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  type ClientSessionOptions,
  type OutgoingHttpHeaders,
} from 'node:http2'
import type { TLSSocket } from 'node:tls'
import { AttemptFault, refusesClient } from './attempt-fault.ts'
import { startDeadline } from './deadline.ts'
import { type StreamProgress, WatchedSocket } from './watched-socket.ts'

/** After this long without a request an idle session is closed. */
const IDLE_MS = 15_000
/** Requests at a time over one session, whatever the peer allows. */
const MOST_STREAMS = 100

/** Requests that wait to be sent count as memory of the session, of which Node grants 10 MB, else it resets streams. */
const OPTIONS: ClientSessionOptions = { settings: { enablePush: false }, maxSessionMemory: 1_000 }

export type StartedStream = { stream: ClientHttp2Stream; id: number; progress: StreamProgress }

/** An HTTP/2 session whose peer has sent its SETTINGS and allows requests. It closes itself when it is idle or retired. */
export class Http2Session {
  readonly #session: ClientHttp2Session
  readonly #line: WatchedSocket
  readonly #socket: TLSSocket
  #streams = 0
  #retired = false
  #idle: NodeJS.Timeout | undefined

  constructor(session: ClientHttp2Session, line: WatchedSocket, socket: TLSSocket) {
    this.#session = session
    this.#line = line
    this.#socket = socket
  }

  /** It may carry further requests; after the peer's GOAWAY, a broken protocol or a lost answer it may not. */
  get isOpen(): boolean {
    const { closed, destroyed } = this.#session
    return !this.#retired && !closed && !destroyed && this.#line.lastStreamId === null
  }

  get hasRoom(): boolean {
    return this.#streams < Math.min(this.#session.remoteSettings.maxConcurrentStreams ?? MOST_STREAMS, MOST_STREAMS)
  }

  /** `endStream`: there is no body, whatever the method. @throws Error when the session was lost a moment ago. */
  start(headers: OutgoingHttpHeaders, endStream: boolean): StartedStream {
    const stream = this.#session.request(headers, { endStream })
    const id = stream.id ?? 0
    this.#streams++
    clearTimeout(this.#idle)
    this.#socket.ref()
    return { stream, id, progress: this.#line.follow(id) }
  }

  /** Ends what `start` began. A session whose answer was not complete carries no more. */
  finish({ stream, id }: StartedStream, wasComplete: boolean): void {
    this.#streams--
    this.#line.forget(id)
    if (!wasComplete) {
      // `close` alone tells the peer, `destroy` alone frees the stream.
      stream.close(http2.constants.NGHTTP2_CANCEL)
      stream.destroy()
      this.#retired = true
    }
    if (this.#streams > 0) return
    if (this.#retired) {
      this.close()
      return
    }
    this.#socket.unref()
    this.#idle = setTimeout(() => this.close(), IDLE_MS).unref()
  }

  /** Why a stream was closed before its answer was complete; null: by RST_STREAM, nothing is wrong with the session. */
  lossOf(streamId: number): string | null {
    const { lastStreamId, isBroken, lostCode } = this.#line
    if (lastStreamId !== null && streamId > lastStreamId) return 'TODOKU_GOAWAY'
    if (isBroken) return 'TODOKU_HTTP2_ERROR'
    if (lostCode !== null) return lostCode
    return this.#session.destroyed || this.#line.destroyed || this.#line.readableEnded ? 'ECONNRESET' : null
  }

  /** No new requests; the last one that goes on closes it. */
  retire(): void {
    this.#retired = true
    if (this.#streams === 0) this.close()
  }

  close(): void {
    clearTimeout(this.#idle)
    this.#session.destroy()
    this.#socket.destroy()
  }
}

/**
 * Begins HTTP/2 on a secured socket and waits until the peer has sent its SETTINGS and allows at least one request.
 * @throws AttemptFault in phase session (`ETIMEDOUT`; `TODOKU_NO_STREAMS` when none was allowed in time;
 * `TODOKU_GOAWAY`; `TODOKU_HTTP2_ERROR` for what is no HTTP/2), in phase tls when the server refuses the client.
 */
export function openHttp2Session(socket: TLSSocket, origin: string, limitMs: number): Promise<Http2Session> {
  return new Promise((resolve, reject) => {
    const line = new WatchedSocket(socket)
    const session = http2.connect(origin, { ...OPTIONS, createConnection: () => line })
    let settled = false
    let allowsNone = false
    const settle = (code: string | null) => {
      if (settled) return
      settled = true
      deadline.cancel()
      if (code === null) {
        resolve(new Http2Session(session, line, socket))
        return
      }
      session.destroy()
      socket.destroy()
      reject(new AttemptFault(code, refusesClient(code) ? 'tls' : 'session'))
    }
    const fail = () => {
      if (line.lastStreamId !== null) settle('TODOKU_GOAWAY')
      else settle(line.isBroken ? 'TODOKU_HTTP2_ERROR' : (line.lostCode ?? 'ECONNRESET'))
    }
    const deadline = startDeadline(limitMs, () => settle(allowsNone ? 'TODOKU_NO_STREAMS' : 'ETIMEDOUT'))
    session.on('remoteSettings', ({ maxConcurrentStreams }) => {
      allowsNone = maxConcurrentStreams === 0
      if (line.lastStreamId !== null) fail()
      else if (!allowsNone) settle(null)
    })
    // Two more turns, so that the code of a lost socket is known.
    session.on('close', () => setImmediate(() => setImmediate(fail)))
    // What it was is read off the frames and the socket.
    session.on('error', () => {})
    // Not within the write that tells of it.
    line.on('broken', () => setImmediate(() => session.destroy()))
  })
}
