/** One frame of HTTP/2 that has passed whole (RFC 9113, section 4.1). */
export type Frame = {
  type: number
  flags: number
  streamId: number
  /** The first eight bytes of its payload, or fewer. */
  start: Buffer
}

export const DATA = 0
export const HEADERS = 1
export const GOAWAY = 7
/** On DATA and HEADERS: the last frame of its side. */
export const END_STREAM = 1

const HEAD_BYTES = 9
const KEPT_BYTES = 8

/** Finds the frames in one direction of a connection, however the bytes are cut into chunks. */
export class FrameScanner {
  readonly #onFrame: (frame: Frame) => void
  readonly #head = Buffer.alloc(HEAD_BYTES + KEPT_BYTES)
  #skip: number
  #read = 0

  /** @param skip bytes before the first frame: the client's preface is 24 long */
  constructor(skip: number, onFrame: (frame: Frame) => void) {
    this.#skip = skip
    this.#onFrame = onFrame
  }

  scan(chunk: Buffer): void {
    let at = Math.min(this.#skip, chunk.length)
    this.#skip -= at
    while (at < chunk.length) {
      const wanted = this.#read < HEAD_BYTES ? HEAD_BYTES : HEAD_BYTES + this.#head.readUIntBE(0, 3)
      const taken = Math.min(wanted - this.#read, chunk.length - at)
      if (this.#read < this.#head.length) chunk.copy(this.#head, this.#read, at, at + taken)
      this.#read += taken
      at += taken
      if (this.#read >= HEAD_BYTES) this.#finishFrame()
    }
  }

  #finishFrame(): void {
    const length = this.#head.readUIntBE(0, 3)
    if (this.#read < HEAD_BYTES + length) return
    this.#read = 0
    this.#onFrame({
      type: this.#head.readUInt8(3),
      flags: this.#head.readUInt8(4),
      streamId: this.#head.readUInt32BE(5) & 0x7fffffff,
      start: Buffer.from(this.#head.subarray(HEAD_BYTES, HEAD_BYTES + Math.min(length, KEPT_BYTES))),
    })
  }
}
