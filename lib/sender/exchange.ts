import type { AttemptFault } from './attempt-fault.ts'

/** Names in lower case, values as they came; those of a name that came more than once may be a list. */
export type AnswerHeaders = Record<string, string | string[] | undefined>

export type ExchangeRequest = {
  url: URL
  method: string
  /** Names in lower case; `host` is the URL's. */
  headers: Record<string, string>
  body: Uint8Array
  timeoutMs: number
  responseBytes: number
  reused: boolean
  /** All of the request has left. */
  onSent?: (() => void) | undefined
}

/** What came back, complete or not; `fault` says how it ended when it did not end well. */
export type Exchange = {
  status: number | null
  headers: AnswerHeaders | null
  body: Uint8Array | null
  truncated: boolean
  fault: AttemptFault | null
  /** A byte of an answer came, be it a 1xx. */
  answered: boolean
  firstByteMs: number | null
  bodyMs: number | null
  /** Over HTTP/1.1: the connection may carry another request. */
  reusable: boolean
}

export function startExchange(): Exchange {
  return {
    status: null,
    headers: null,
    body: null,
    truncated: false,
    fault: null,
    answered: false,
    firstByteMs: null,
    bodyMs: null,
    reusable: false,
  }
}

/** Keeps what comes of a body up to a limit. */
export class BodyKeeper {
  readonly #limit: number
  readonly #chunks: Uint8Array[] = []
  #length = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /** False when there is more than may be kept. */
  add(chunk: Uint8Array): boolean {
    this.#chunks.push(chunk.subarray(0, Math.max(0, this.#limit - this.#length)))
    this.#length += chunk.length
    return this.#length <= this.#limit
  }

  get bytes(): Uint8Array {
    return Buffer.concat(this.#chunks)
  }
}
