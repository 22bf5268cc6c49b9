/** Frames of HTTP/2 (RFC 9113), written by hand where a server must break the rules. */
export const TYPE = { data: 0, headers: 1, reset: 3, settings: 4, ping: 6, goaway: 7 } as const
export const FLAG = { ack: 1, endStream: 1, endHeaders: 4 } as const
export const ERROR = { none: 0, internal: 2, refusedStream: 7, cancel: 8 } as const

const HEAD_BYTES = 9
const MAX_CONCURRENT_STREAMS = 3
/** HPACK (RFC 7541): a literal without indexing, its name the 8th of the static table, `:status`. */
const STATUS_LITERAL = 0x08

export function frame(type: number, flags: number, streamId: number, payload: Uint8Array = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(HEAD_BYTES)
  head.writeUIntBE(payload.length, 0, 3)
  head.writeUInt8(type, 3)
  head.writeUInt8(flags, 4)
  head.writeUInt32BE(streamId, 5)
  return Buffer.concat([head, payload])
}

/** @param mostStreams how many requests at a time are allowed; absent: any number */
export function settings(mostStreams?: number): Buffer {
  if (mostStreams === undefined) return frame(TYPE.settings, 0, 0)
  const payload = Buffer.alloc(6)
  payload.writeUInt16BE(MAX_CONCURRENT_STREAMS, 0)
  payload.writeUInt32BE(mostStreams, 2)
  return frame(TYPE.settings, 0, 0, payload)
}

/** HEADERS with a status and nothing else; `flags` besides END_HEADERS. */
export function head(streamId: number, status: string, flags = 0): Buffer {
  const block = Buffer.concat([Buffer.from([STATUS_LITERAL, status.length]), Buffer.from(status, 'latin1')])
  return frame(TYPE.headers, FLAG.endHeaders | flags, streamId, block)
}

export function data(streamId: number, text: string, flags = 0): Buffer {
  return frame(TYPE.data, flags, streamId, Buffer.from(text))
}

export function reset(streamId: number, error: number): Buffer {
  return frame(TYPE.reset, 0, streamId, uint32(error))
}

export function goaway(lastStreamId: number, error: number = ERROR.none): Buffer {
  return frame(TYPE.goaway, 0, 0, Buffer.concat([uint32(lastStreamId), uint32(error)]))
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
