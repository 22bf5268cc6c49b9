import type { Socket } from 'node:net'
import { FLAG, frame, TYPE } from './http2-frames.ts'

const PREFACE_BYTES = 24
const HEAD_BYTES = 9

type Handlers = {
  /** The head of a request has come, its body not yet. */
  onHead(streamId: number): void
  onRequest(streamId: number): void
}

/** Reads a client's frames and acknowledges what must be; the head of a request is not decoded. */
export function readHttp2Requests(socket: Socket, { onHead, onRequest }: Handlers): void {
  let buffered = Buffer.alloc(0)
  let skip = PREFACE_BYTES
  const take = (length: number) => {
    const taken = buffered.subarray(0, length)
    buffered = buffered.subarray(length)
    return taken
  }
  const onFrame = (type: number, flags: number, streamId: number, payload: Buffer) => {
    if (type === TYPE.settings && !(flags & FLAG.ack)) socket.write(frame(TYPE.settings, FLAG.ack, 0))
    if (type === TYPE.ping && !(flags & FLAG.ack)) socket.write(frame(TYPE.ping, FLAG.ack, 0, payload))
    if (type === TYPE.headers) onHead(streamId)
    if ((type === TYPE.headers || type === TYPE.data) && flags & FLAG.endStream) onRequest(streamId)
  }
  socket.on('data', (chunk: Buffer) => {
    buffered = Buffer.concat([buffered, chunk])
    skip -= take(skip).length
    while (skip === 0 && buffered.length >= HEAD_BYTES) {
      const length = HEAD_BYTES + buffered.readUIntBE(0, 3)
      if (buffered.length < length) return
      const whole = take(length)
      const streamId = whole.readUInt32BE(5) & 0x7fffffff
      onFrame(whole.readUInt8(3), whole.readUInt8(4), streamId, whole.subarray(HEAD_BYTES))
    }
  })
}
