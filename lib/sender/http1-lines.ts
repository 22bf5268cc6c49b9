import type { AnswerHeaders } from './exchange.ts'

/** What came is no HTTP/1.1. `code` is the one that Node's own parser has for it. */
export class NotHttp1 extends Error {
  readonly code: string

  constructor(code: string) {
    super(`the answer is no HTTP/1.1: ${code}`)
    this.name = 'NotHttp1'
    this.code = code
  }
}

const VERSION = /^HTTP\/(?:0\.9|1\.0|1\.1|2\.0)$/
const STATUS = /^ (\d{3})(?: |$)/
const BEGINNING = 'HTTP/'
const VERSION_LENGTH = 'HTTP/1.1'.length

/** Of a line that is not whole what has come is judged all the same: who greets with something else is not waited for. */
export function readStatusLine(line: string, { isWhole }: { isWhole: boolean }): { version: string; status: number } {
  if (!BEGINNING.startsWith(line.slice(0, BEGINNING.length)) && line !== '\r') {
    throw new NotHttp1('HPE_INVALID_CONSTANT')
  }
  if (!isWhole) return { version: '', status: 0 }
  const version = line.slice(0, VERSION_LENGTH)
  if (!VERSION.test(version)) throw new NotHttp1('HPE_INVALID_VERSION')
  const status = STATUS.exec(line.slice(VERSION_LENGTH))?.[1]
  if (status === undefined) throw new NotHttp1('HPE_INVALID_STATUS')
  if (line.includes('\r')) throw new NotHttp1('HPE_STRICT')
  return { version, status: Number(status) }
}

/** RFC 9110, section 5.6.2; no folded lines, which are obsolete. */
const NAME = /^[\w!#$%&'*+.^`|~-]+$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const NOT_IN_VALUE = /[\u0000-\u0008\u000a-\u001f\u007f]/

export function readHeaderLine(line: string): { name: string; value: string } {
  const colon = line.indexOf(':')
  const name = line.slice(0, Math.max(0, colon))
  const value = line.slice(colon + 1)
  if (!NAME.test(name) || NOT_IN_VALUE.test(value)) throw new NotHttp1('HPE_INVALID_HEADER_TOKEN')
  return { name: name.toLowerCase(), value: value.trim() }
}

/** A cookie may hold a comma, so those are a list; all other repeated headers are one. */
export function appendHeader(headers: AnswerHeaders, { name, value }: { name: string; value: string }): void {
  const known = headers[name]
  if (name === 'content-length' && known !== undefined) throw new NotHttp1('HPE_UNEXPECTED_CONTENT_LENGTH')
  if (name === 'set-cookie') headers[name] = [known ?? [], value].flat()
  else headers[name] = known === undefined ? value : `${known}, ${value}`
}

export type Framing = { kind: 'none' | 'chunked' | 'until-close' } | { kind: 'fixed'; length: number }

/** How long the body is (RFC 9112, section 6.3). */
export function framingOf(status: number, headers: AnswerHeaders): Framing {
  const { 'transfer-encoding': encoding, 'content-length': length } = headers
  if (encoding !== undefined && length !== undefined) throw new NotHttp1('HPE_INVALID_TRANSFER_ENCODING')
  if (length !== undefined && !/^\d{1,15}$/.test(String(length))) throw new NotHttp1('HPE_INVALID_CONTENT_LENGTH')
  if (status === 101 || status === 204 || status === 304) return { kind: 'none' }
  if (encoding !== undefined) return { kind: /(?:^|,)\s*chunked$/i.test(String(encoding)) ? 'chunked' : 'until-close' }
  if (length === undefined) return { kind: 'until-close' }
  return length === '0' ? { kind: 'none' } : { kind: 'fixed', length: Number(length) }
}

/** How long the server leaves the connection open for another request: 0 when not, null when it does not say. */
export function keepAliveMs(version: string, headers: AnswerHeaders): number | null {
  const connection = String(headers.connection ?? '').toLowerCase()
  const tokens = connection === '' ? [] : connection.split(',').map((token) => token.trim())
  if (tokens.includes('close')) return 0
  if (version !== 'HTTP/1.1' && !tokens.includes('keep-alive')) return 0
  const seconds = /(?:^|[\s,])timeout=(\d{1,6})/i.exec(String(headers['keep-alive'] ?? ''))?.[1]
  return seconds === undefined ? null : Number(seconds) * 1_000
}
