import type { z } from 'zod'
import { TodokuError } from '@/lib/domain/errors.ts'
import { inexactNumberIn } from '@/lib/domain/exact-numbers.ts'
import { decodeUtf8, parseJson } from './parse-json.ts'
import { MOST_TABLE_BYTES } from './read-table.ts'
import { validate } from './validate.ts'

/** Settings and the like; recording has limits of its own (lib/direct). */
const BODY_LIMIT_BYTES = 64 * 1024

/**
 * Reads a JSON body of at most 64 KiB unless more is allowed, counted while it streams, and validates it.
 * @throws TodokuError `unsupported_media_type`, `payload_too_large`, `invalid_json`, `invalid_request`.
 */
export async function readJson<S extends z.ZodType>(
  request: Request,
  schema: S,
  limitBytes = BODY_LIMIT_BYTES,
): Promise<z.output<S>> {
  requireMediaType(request.headers.get('content-type'), ['application/json'])
  return validate(schema, parseJson(decodeUtf8(await readBody(request, limitBytes))))
}

/**
 * As `readJson`, for what is passed on: a number that would come out as another one is refused, not changed.
 * @throws TodokuError as `readJson`
 */
export async function readJsonToPassOn<S extends z.ZodType>(
  request: Request,
  schema: S,
  limitBytes: number,
): Promise<z.output<S>> {
  requireMediaType(request.headers.get('content-type'), ['application/json'])
  const text = decodeUtf8(await readBody(request, limitBytes))
  const parsed = parseJson(text)
  const inexact = inexactNumberIn(text)
  if (inexact !== null) {
    const shown = inexact.number.length > 40 ? `${inexact.number.slice(0, 40)}…` : inexact.number
    throw new TodokuError('invalid_request', `body: the number ${shown} cannot be kept exactly. Send it as a string.`)
  }
  return validate(schema, parsed)
}

/** As `readJson`, but a request without a body means `{}`. */
export async function readOptionalJson<S extends z.ZodType>(request: Request, schema: S): Promise<z.output<S>> {
  const bytes = await readBody(request, BODY_LIMIT_BYTES)
  if (bytes.byteLength === 0) return validate(schema, {})
  requireMediaType(request.headers.get('content-type'), ['application/json'])
  return validate(schema, parseJson(decodeUtf8(bytes)))
}

/** What a table is sent as. */
export const TABLE_TYPES = ['text/tab-separated-values', 'text/csv'] as const

/**
 * The bytes of a table, whatever their encoding.
 * @throws TodokuError `unsupported_media_type`, `payload_too_large`
 */
export async function readTableBody(request: Request): Promise<Uint8Array> {
  requireMediaType(request.headers.get('content-type'), TABLE_TYPES)
  return readBody(request, MOST_TABLE_BYTES)
}

async function readBody(request: Request, limitBytes: number): Promise<Uint8Array> {
  requireNoEncoding(request.headers.get('content-encoding'))
  return readLimited(chunksOf(request.body), limitBytes)
}

/** The query as an object, a repeated name as an array, validated. */
export function readQuery<S extends z.ZodType>(request: Request, schema: S): z.output<S> {
  const params = new URL(request.url).searchParams
  const query: Record<string, string | string[]> = {}
  for (const name of new Set(params.keys())) {
    const values = params.getAll(name).filter((value) => value !== '')
    if (values.length > 0) query[name] = values.length === 1 ? (values[0] ?? '') : values
  }
  return validate(schema, query)
}

/** @throws TodokuError `unsupported_media_type` */
export function requireMediaType(contentType: string | null | undefined, allowed: readonly string[]): string {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (allowed.includes(type)) return type
  throw new TodokuError('unsupported_media_type', `Send it with content-type ${allowed.join(' or ')}.`)
}

/** @throws TodokuError `unsupported_media_type`: nothing that a caller sends is decompressed. */
export function requireNoEncoding(contentEncoding: string | null | undefined): void {
  if (!contentEncoding || contentEncoding.trim().toLowerCase() === 'identity') return
  throw new TodokuError('unsupported_media_type', 'Send the body as it is, without content-encoding.')
}

/** @throws TodokuError `payload_too_large` as soon as more than `limit` bytes have come. */
export async function readLimited(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  const kept: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.byteLength
    if (size > limit) throw tooLarge(limit)
    kept.push(chunk)
  }
  return kept.length === 1 && kept[0] ? kept[0] : Buffer.concat(kept)
}

export function tooLarge(limit: number): TodokuError {
  return new TodokuError('payload_too_large', `The body is larger than ${limit / 1024} KiB.`)
}

async function* chunksOf(stream: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  if (stream === null) return
  const reader = stream.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel()
  }
}
