import type { Socket } from 'node:net'
import { codeOf } from './attempt-fault.ts'

/** Whoever has the line for one exchange. */
export type LineUser = {
  onData(chunk: Buffer): void
  /** The server has ended the connection in order. */
  onEnd(): void
  /** The connection is lost, with a stable code. */
  onLost(code: string): void
}

/** After this long without a request an idle connection is closed. */
const IDLE_MS = 15_000
/** A server that closes idle connections is given none of our requests in the second before that. */
const BEFORE_CLOSE_MS = 1_000

/** A connected socket for HTTP/1.1, which one exchange at a time uses; idle it holds no process open. */
export class Http1Line {
  readonly #socket: Socket
  #user: LineUser | null = null
  #lostCode: string | null = null
  #idleMs = IDLE_MS

  constructor(socket: Socket) {
    this.#socket = socket
    socket.setTimeout(IDLE_MS, () => this.#user === null && socket.destroy())
    socket.on('data', (chunk: Buffer) => {
      // A server that speaks out of turn (a 408 before it closes) is not asked again.
      if (this.#user === null) socket.destroy()
      else this.#user.onData(chunk)
    })
    socket.on('end', () => this.#user?.onEnd())
    socket.on('error', (error) => this.#lose(codeOf(error)))
    socket.on('close', () => this.#lose('ECONNRESET'))
  }

  /** Begins an exchange; a connection that is lost already is told on the next turn. */
  take(user: LineUser): void {
    this.#user = user
    this.#socket.ref()
    const code = this.#lostCode
    if (code !== null) process.nextTick(() => this.#user === user && user.onLost(code))
  }

  /** Ends it. `keepMs` is how long the server promises to wait for another request, null when it does not say. */
  release(keepMs: number | null): void {
    this.#user = null
    this.#socket.unref()
    const idleMs = keepMs === null ? IDLE_MS : Math.max(1, Math.min(IDLE_MS, keepMs - BEFORE_CLOSE_MS))
    if (idleMs !== this.#idleMs) this.#socket.setTimeout(idleMs)
    this.#idleMs = idleMs
  }

  #lose(code: string): void {
    this.#lostCode ??= code
    this.#user?.onLost(this.#lostCode)
  }
}
