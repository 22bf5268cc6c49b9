import { BRAZE_ERRORS, BRAZE_SERVER_ERROR, type BrazeErrorName } from './braze-errors.ts'
import { visibleText } from './visible-text.ts'

export type BrazeAnswer = {
  /** `unreadable`: a 2xx that says neither success nor queued. */
  kind: 'accepted' | 'accepted_with_errors' | 'queued' | 'unreadable' | 'fatal'
  /** The table's name of a fatal error; null when its message is none of the table's. */
  name: BrazeErrorName | typeof BRAZE_SERVER_ERROR | null
  /** What the answer says, cut to 200 characters; null when it says nothing. */
  message: string | null
  /** What went wrong with parts of an accepted call, in at most 100 texts; '' for one without a text. */
  minorErrors: string[]
}

const MAX_TEXT = 200
const MAX_MINOR_ERRORS = 100

/**
 * Sentences with which Braze's own documentation explains a row. They come instead of the name, or in `errors` beside
 * "Bad Request"; compared without backticks, curly apostrophes and the full stop.
 */
const SENTENCES: ReadonlyMap<string, BrazeErrorName> = new Map([
  ['Error while parsing request body. Please check your syntax', 'Bad Request'],
  ['Cannot parse send_at datetime', 'Bad Request (send_at)'],
  ["in_local_time is true but time has passed in your company's time zone", 'Bad Request (in_local_time)'],
  [
    "In your request, in_local_time is true but time has passed in your company's time zone",
    'Bad Request (in_local_time)',
  ],
])

/**
 * Reads what a Braze endpoint answered. Never throws, whatever the bytes are.
 * @param status from 100 to 999
 * @param body the bytes after any content coding, possibly cut off; null when there are none
 */
export function readBrazeAnswer(status: number, body: Uint8Array | null): BrazeAnswer {
  const json = parse(body)
  const text = textOf(json.message) ?? textOf(json.error)
  const message = text === null ? null : bounded(text)
  const errors = Array.isArray(json.errors) ? json.errors : []
  if (status < 200 || status > 299) {
    return { kind: 'fatal', name: nameOf(status, text, errors), message, minorErrors: [] }
  }
  const minorErrors = errors.slice(0, MAX_MINOR_ERRORS).map((error) => bounded(textWithin(error)))
  const kind =
    json.message === 'success'
      ? minorErrors.length === 0
        ? 'accepted'
        : 'accepted_with_errors'
      : status === 202 && json.message === 'queued'
        ? 'queued'
        : 'unreadable'
  return { kind, name: null, message, minorErrors: kind === 'accepted_with_errors' ? minorErrors : [] }
}

type Answer = { message?: unknown; error?: unknown; errors?: unknown }

function parse(body: Uint8Array | null): Answer {
  if (body === null) return {}
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(body))
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : {}
  } catch {
    return {}
  }
}

function nameOf(status: number, text: string | null, errors: readonly unknown[]): BrazeAnswer['name'] {
  if (status >= 500 && status <= 599) return BRAZE_SERVER_ERROR
  if (text === null) return null
  const sentences = text === 'Bad Request' ? [...errors.slice(0, MAX_MINOR_ERRORS).map(textWithin), text] : [text]
  const explained = status === 400 ? sentences.map((each) => SENTENCES.get(plain(each))).find(Boolean) : undefined
  return explained ?? BRAZE_ERRORS.find(([wanted, name]) => wanted === status && name === text)?.[1] ?? null
}

function plain(sentence: string): string {
  return sentence.replaceAll('`', '').replaceAll('’', "'").replace(/\.$/, '')
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** A minor error is a text, or an object that has one: `{"type": "'external_id' … is required", "index": 0}`. */
function textWithin(error: unknown): string {
  if (typeof error === 'string') return error
  if (typeof error !== 'object' || error === null) return ''
  const { type, message } = error as { type?: unknown; message?: unknown }
  return textOf(type) ?? textOf(message) ?? ''
}

/** One line that can be stored and shown; never half a surrogate pair. */
function bounded(text: string): string {
  const line = visibleText(text)
    .replaceAll(/\p{Surrogate}/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
  return line.length <= MAX_TEXT ? line : `${line.slice(0, MAX_TEXT - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}
