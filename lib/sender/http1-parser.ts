import type { AnswerHeaders } from './exchange.ts'
import { appendHeader, type Framing, framingOf, NotHttp1, readHeaderLine, readStatusLine } from './http1-lines.ts'

export type AnswerHead = { status: number; headers: AnswerHeaders; version: string }

export type Http1Listener = {
  /** The answer's head, after any interim ones (1xx); 101 is an answer. */
  onHead(head: AnswerHead): void
  /** False ends the reading. */
  onBody(chunk: Buffer): boolean
}

/** Node's own limit of a head. */
const MOST_HEAD_BYTES = 16 * 1024
const LF = 10
const CR = 13

type State = 'status' | 'header' | 'fixed' | 'until-close' | 'chunk-size' | 'chunk' | 'chunk-end' | 'trailer' | 'done'

/** Reads one answer of HTTP/1.1 as strictly as Node's own parser does (RFC 9112), however its bytes are cut. */
export class Http1Parser {
  readonly #listener: Http1Listener
  readonly #isHead: boolean
  #state: State = 'status'
  #status = 0
  #version = ''
  #headers: AnswerHeaders = {}
  #unread: Buffer | null = null
  #headBytes = 0
  /** Bytes of the body, or of this chunk, that have not come yet. */
  #left = 0

  constructor(listener: Http1Listener, method: string) {
    this.#listener = listener
    this.#isHead = method === 'HEAD'
  }

  /** All of the answer has come. */
  get isDone(): boolean {
    return this.#state === 'done'
  }

  /** @throws NotHttp1 with the code of Node's parser. */
  feed(chunk: Buffer): void {
    const data = this.#unread === null ? chunk : Buffer.concat([this.#unread, chunk])
    this.#unread = null
    let at = 0
    while (at < data.length) {
      const read = this.#isBody() ? this.#readBody(data, at) : this.#readLine(data, at)
      if (read < 0) return
      at = read
    }
  }

  /** The connection has ended: whether that completes the answer. */
  finish(): boolean {
    if (this.#state === 'until-close') this.#state = 'done'
    return this.isDone
  }

  #isBody(): boolean {
    return this.#state === 'fixed' || this.#state === 'chunk' || this.#state === 'until-close'
  }

  /** @returns where to go on, or -1 when the listener wants no more */
  #readBody(data: Buffer, at: number): number {
    const end = this.#state === 'until-close' ? data.length : Math.min(data.length, at + this.#left)
    if (!this.#listener.onBody(data.subarray(at, end))) return -1
    if (this.#state === 'until-close') return end
    this.#left -= end - at
    if (this.#left === 0) this.#state = this.#state === 'fixed' ? 'done' : 'chunk-end'
    return end
  }

  /** @returns where to go on, or -1 when the line is not whole yet */
  #readLine(data: Buffer, at: number): number {
    const end = data.indexOf(LF, at)
    const bytes = (end < 0 ? data.length : end + 1) - at
    if (this.#headBytes + bytes > MOST_HEAD_BYTES) throw new NotHttp1('HPE_HEADER_OVERFLOW')
    if (end < 0) {
      if (this.#state === 'status') readStatusLine(data.toString('latin1', at), { isWhole: false })
      // More than was asked for is found out at its first byte, but for a line end.
      if (this.#state === 'done' && data[at] !== CR) throw new NotHttp1('HPE_CLOSED_CONNECTION')
      this.#unread = data.subarray(at)
      return -1
    }
    if (data[end - 1] !== CR || end === at) throw new NotHttp1('HPE_CR_EXPECTED')
    this.#headBytes += bytes
    this.#takeLine(data.toString('latin1', at, end - 1))
    return end + 1
  }

  #takeLine(line: string): void {
    switch (this.#state) {
      case 'status': {
        // Line ends before an answer are skipped.
        if (line === '') return
        const { version, status } = readStatusLine(line, { isWhole: true })
        this.#version = version
        this.#status = status
        this.#headers = {}
        this.#state = 'header'
        return
      }
      case 'header':
        if (line === '') this.#endHead()
        else appendHeader(this.#headers, readHeaderLine(line))
        return
      case 'chunk-size':
        this.#headBytes = 0
        this.#left = chunkSize(line)
        this.#state = this.#left === 0 ? 'trailer' : 'chunk'
        return
      case 'chunk-end':
        if (line !== '') throw new NotHttp1('HPE_STRICT')
        this.#state = 'chunk-size'
        return
      case 'trailer':
        if (line === '') this.#state = 'done'
        else readHeaderLine(line)
        return
      default:
        if (line !== '') throw new NotHttp1('HPE_CLOSED_CONNECTION')
    }
  }

  #endHead(): void {
    this.#headBytes = 0
    const isInterim = this.#status >= 100 && this.#status < 200 && this.#status !== 101
    const framing: Framing = isInterim || this.#isHead ? { kind: 'none' } : framingOf(this.#status, this.#headers)
    this.#state = isInterim ? 'status' : STATES[framing.kind]
    if (framing.kind === 'fixed') this.#left = framing.length
    if (!isInterim) this.#listener.onHead({ status: this.#status, headers: this.#headers, version: this.#version })
  }
}

const STATES = { none: 'done', fixed: 'fixed', chunked: 'chunk-size', 'until-close': 'until-close' } as const

/** What follows the size of a chunk is an extension, which nobody uses. */
function chunkSize(line: string): number {
  const digits = /^([0-9a-f]{1,12})(;.*)?$/i.exec(line)?.[1]
  if (digits === undefined) throw new NotHttp1('HPE_INVALID_CHUNK_SIZE')
  return Number.parseInt(digits, 16)
}
