import { TodokuError } from '@/lib/domain/errors.ts'
import { MAX_JSON_DEPTH, nestsTooDeep } from './json-depth.ts'

/** @throws TodokuError `invalid_json` when the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new TodokuError('invalid_json', 'The body is not valid UTF-8.', { cause })
  }
}

/** @throws TodokuError `invalid_json` for what does not parse or nests deeper than 32. */
export function parseJson(text: string): unknown {
  if (nestsTooDeep(text)) {
    throw new TodokuError('invalid_json', `The JSON nests deeper than ${MAX_JSON_DEPTH} levels.`)
  }
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new TodokuError('invalid_json', 'The body is not valid JSON.', { cause })
  }
}
