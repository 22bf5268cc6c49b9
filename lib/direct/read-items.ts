import { type ItemError, TodokuError } from '@/lib/domain/errors.ts'
import { decodeUtf8, parseJson } from '@/lib/http/parse-json.ts'

/** facts/security.md, input limits. */
export const MAX_ATTEMPTS = 500
export const MAX_ATTEMPT_BYTES = 256 * 1024

export const NDJSON = 'application/x-ndjson'

/** One item of the request in its place: what it holds, or why it cannot be read. */
export type RawItem = { value: unknown } | { error: Omit<ItemError, 'index'> }

/**
 * The attempts of a body, in order; blank lines of NDJSON are none.
 * @throws TodokuError `invalid_json` or `invalid_request` when the whole cannot be read, `payload_too_large` beyond 500.
 */
export function readItems(body: Uint8Array, mediaType: string): RawItem[] {
  const items = mediaType === NDJSON ? readLines(body) : readArray(body)
  if (items.length === 0) throw new TodokuError('invalid_request', 'attempts: Send at least one attempt.')
  if (items.length > MAX_ATTEMPTS) {
    throw new TodokuError(
      'payload_too_large',
      `At most ${MAX_ATTEMPTS} attempts at once, but these are ${items.length}.`,
    )
  }
  return items
}

const tooLarge: RawItem = {
  error: { code: 'item_too_large', message: `One attempt may have at most ${MAX_ATTEMPT_BYTES / 1024} KiB.` },
}

function readArray(body: Uint8Array): RawItem[] {
  const whole = parseJson(decodeUtf8(body))
  const attempts = typeof whole === 'object' && whole !== null && 'attempts' in whole ? whole.attempts : null
  if (!Array.isArray(attempts)) throw new TodokuError('invalid_request', 'attempts: must be an array of attempts.')
  // A body that is smaller than the limit of one attempt holds none that is larger.
  if (body.byteLength <= MAX_ATTEMPT_BYTES) return attempts.map((value: unknown) => ({ value }))
  return attempts.map((value: unknown) =>
    Buffer.byteLength(JSON.stringify(value)) > MAX_ATTEMPT_BYTES ? tooLarge : { value },
  )
}

const NEWLINE = 0x0a

function readLines(body: Uint8Array): RawItem[] {
  const items: RawItem[] = []
  for (let from = 0; from < body.length; ) {
    const found = body.indexOf(NEWLINE, from)
    const to = found === -1 ? body.length : found
    const line = body.subarray(from, to)
    from = to + 1
    if (!isBlank(line)) items.push(readLine(line))
  }
  return items
}

function readLine(line: Uint8Array): RawItem {
  if (line.byteLength > MAX_ATTEMPT_BYTES) return tooLarge
  try {
    return { value: parseJson(decodeUtf8(line)) }
  } catch (error) {
    if (!(error instanceof TodokuError)) throw error
    return { error: { code: 'invalid_json', message: error.message.replace('The body', 'The line') } }
  }
}

function isBlank(line: Uint8Array): boolean {
  return line.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x09)
}
