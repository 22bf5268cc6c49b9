import type { IncomingMessage } from 'node:http'
import type { HeaderSource } from '@/lib/access/make-auth.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { readLimited, requireNoEncoding, tooLarge } from '@/lib/http/read-request.ts'

/** facts/security.md, input limits. */
export const MAX_BODY_BYTES = 1024 * 1024

/**
 * The raw bytes of a body of at most 1 MiB, counted while they come.
 * @throws TodokuError `unsupported_media_type`, `payload_too_large`, `invalid_request`
 */
export async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  requireNoEncoding(request.headers['content-encoding'])
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) throw tooLarge(MAX_BODY_BYTES)
  try {
    return await readLimited(request.iterator({ destroyOnReturn: false }), MAX_BODY_BYTES)
  } catch (error) {
    if (error instanceof TodokuError) throw error
    throw new TodokuError('invalid_request', 'The body ended before it was complete.', { cause: error })
  }
}

export function headersOf(request: IncomingMessage): HeaderSource {
  return {
    get(name) {
      const value = request.headers[name]
      return value === undefined ? null : Array.isArray(value) ? value.join(', ') : value
    },
  }
}
