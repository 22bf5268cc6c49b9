import { Duplex } from 'node:stream'
import type { TLSSocket } from 'node:tls'
import { codeOf } from './attempt-fault.ts'
import { DATA, END_STREAM, type Frame, FrameScanner, GOAWAY, HEADERS } from './frame-scanner.ts'

/** How far one request has got, as the frames say. */
export type StreamProgress = {
  /** Its HEADERS left. */
  sent: boolean
  /** All of it left. */
  requestEnded: boolean
  /** HEADERS came for it, be it a 1xx. */
  answered: boolean
  /** All of its answer came. */
  ended: boolean
}

const CLIENT_PREFACE_BYTES = 24

/**
 * A secured socket under an HTTP/2 session, which reads along what Node does not tell: whether an answer was ended or
 * broken off by RST_STREAM with NO_ERROR; and that the peer broke the protocol, after which Node 20 sends its GOAWAY,
 * stops reading and keeps silent.
 */
export class WatchedSocket extends Duplex {
  readonly #socket: TLSSocket
  readonly #followed = new Map<number, StreamProgress>()
  readonly #outgoing = new FrameScanner(CLIENT_PREFACE_BYTES, (frame) => this.#noteOutgoing(frame))
  readonly #incoming = new FrameScanner(0, (frame) => this.#noteIncoming(frame))
  /** The last stream that the peer's GOAWAY leaves in; null as long as none came. */
  lastStreamId: number | null = null
  /** The peer broke the protocol of the connection. Told by the event `broken`. */
  isBroken = false
  /** Why the socket was lost, when it was not closed in order. */
  lostCode: string | null = null

  constructor(socket: TLSSocket) {
    super()
    this.#socket = socket
    socket.on('data', (chunk: Buffer) => {
      this.#incoming.scan(chunk)
      if (!this.push(chunk)) socket.pause()
    })
    socket.on('end', () => this.push(null))
    socket.on('error', (error) => {
      this.lostCode ??= codeOf(error)
      this.destroy(error)
    })
    socket.on('close', () => this.destroy())
  }

  /** Follows a stream until `forget`. */
  follow(streamId: number): StreamProgress {
    const progress = { sent: false, requestEnded: false, answered: false, ended: false }
    this.#followed.set(streamId, progress)
    return progress
  }

  forget(streamId: number): void {
    this.#followed.delete(streamId)
  }

  override _read(): void {
    this.#socket.resume()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#outgoing.scan(chunk)
    this.#socket.write(chunk, done)
  }

  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this._write(Buffer.concat(chunks.map(({ chunk }) => chunk)), 'binary', done)
  }

  override _final(done: () => void): void {
    this.#socket.end(done)
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy()
    done(error)
  }

  #noteOutgoing({ type, flags, streamId, start }: Frame): void {
    const progress = this.#followed.get(streamId)
    if (progress && type === HEADERS) progress.sent = true
    if (progress && isLast(type, flags)) progress.requestEnded = true
    if (type === GOAWAY && start.length === 8 && start.readUInt32BE(4) !== 0 && !this.isBroken) {
      this.isBroken = true
      this.emit('broken')
    }
  }

  #noteIncoming({ type, flags, streamId, start }: Frame): void {
    const progress = this.#followed.get(streamId)
    if (progress && type === HEADERS) progress.answered = true
    if (progress && isLast(type, flags)) progress.ended = true
    if (type === GOAWAY && start.length === 8) this.lastStreamId = start.readUInt32BE(0) & 0x7fffffff
  }
}

function isLast(type: number, flags: number): boolean {
  return (type === DATA || type === HEADERS) && (flags & END_STREAM) !== 0
}
