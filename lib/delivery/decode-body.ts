import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'

/** So much of a coded body is undone, to be read. */
const MOST_BYTES = 1024 * 1024

/** What the bytes of an answer say once their content coding is undone; null for a coding that cannot be. */
export function decodeBody(bytes: Uint8Array | null, contentEncoding: string | undefined): Uint8Array | null {
  const coding = (contentEncoding ?? 'identity').trim().toLowerCase()
  if (bytes === null || coding === 'identity' || coding === '') return bytes
  const undo = { gzip: gunzipSync, 'x-gzip': gunzipSync, deflate: inflateSync, br: brotliDecompressSync }[coding]
  try {
    return undo ? undo(bytes, { maxOutputLength: MOST_BYTES }) : null
  } catch {
    return null
  }
}
