import { isDeepStrictEqual } from 'node:util'

type Edit = { from: number; to: number; text: string }
type Member = { key: string; from: number; to: number }

/**
 * The body of a redelivery: `deliveryContext.isRedelivery` of each event is true and every other byte as it was, because
 * to serialise it anew would change what the sender's own numbers and escapes look like. What is no webhook of LINE's
 * stays as it is.
 */
export function asRedelivery(body: Uint8Array): Uint8Array {
  const before = parse(body)
  const expected = before && marked(before.value)
  if (before === null || expected === null) return body
  const { text } = before
  const edits = eventsOf(text).flatMap((event) => markEvent(text, event))
  const after = Buffer.from(apply(text, edits))
  return says(after, expected) ? after : body
}

/** To be on the safe side of whatever JSON there is: a key that comes twice, or more levels than can be compared. */
function says(body: Uint8Array, expected: unknown): boolean {
  try {
    return isDeepStrictEqual(parse(body)?.value, expected)
  } catch {
    return false
  }
}

function parse(body: Uint8Array): { text: string; value: unknown } | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
    return { text, value: JSON.parse(text) }
  } catch {
    return null
  }
}

/** What the body must say afterwards; null when it is no webhook with events. */
function marked(value: unknown): unknown {
  if (!isObject(value) || !Array.isArray(value.events)) return null
  const events = value.events.map((event: unknown) =>
    isObject(event) && (isObject(event.deliveryContext) || event.deliveryContext === undefined)
      ? { ...event, deliveryContext: { ...event.deliveryContext, isRedelivery: true } }
      : event,
  )
  return { ...value, events }
}

function isObject(value: unknown): value is Record<string, unknown> & { deliveryContext?: object } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function eventsOf(text: string): Member[] {
  const start = skipSpace(text, 0)
  if (text[start] !== '{') return []
  return membersOf(text, start)
    .filter(({ key, from }) => key === 'events' && text[from] === '[')
    .flatMap(({ from }) => elementsOf(text, from))
    .filter(({ from }) => text[from] === '{')
}

function markEvent(text: string, event: Member): Edit[] {
  const contexts = membersOf(text, event.from).filter(({ key }) => key === 'deliveryContext')
  if (contexts.length === 0) return [insert(text, event.from, '"deliveryContext":{"isRedelivery":true}')]
  return contexts.flatMap(({ from }) => {
    if (text[from] !== '{') return []
    const flags = membersOf(text, from).filter(({ key }) => key === 'isRedelivery')
    if (flags.length === 0) return [insert(text, from, '"isRedelivery":true')]
    return flags.map((flag) => ({ from: flag.from, to: flag.to, text: 'true' }))
  })
}

/** A member at the beginning of the object that begins at `from`. */
function insert(text: string, from: number, member: string): Edit {
  const isEmpty = text[skipSpace(text, from + 1)] === '}'
  return { from: from + 1, to: from + 1, text: isEmpty ? member : `${member},` }
}

function apply(text: string, edits: readonly Edit[]): string {
  let result = ''
  let at = 0
  for (const edit of [...edits].sort((a, b) => a.from - b.from)) {
    result += text.slice(at, edit.from) + edit.text
    at = edit.to
  }
  return result + text.slice(at)
}

/** The members of the object that begins at `start`, of text that is known to be JSON. */
function membersOf(text: string, start: number): Member[] {
  const members: Member[] = []
  let at = skipSpace(text, start + 1)
  while (text[at] === '"') {
    const keyEnds = skipValue(text, at)
    const key: string = JSON.parse(text.slice(at, keyEnds))
    const from = skipSpace(text, skipSpace(text, keyEnds) + 1)
    const to = skipValue(text, from)
    members.push({ key, from, to })
    at = skipSpace(text, skipSpace(text, to) + 1)
  }
  return members
}

function elementsOf(text: string, start: number): Member[] {
  const elements: Member[] = []
  let from = skipSpace(text, start + 1)
  while (from < text.length && text[from] !== ']') {
    const to = skipValue(text, from)
    elements.push({ key: '', from, to })
    const next = skipSpace(text, to)
    if (text[next] !== ',') break
    from = skipSpace(text, next + 1)
  }
  return elements
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1
  return at
}

/** Where the value that begins at `from` is over; without recursion, however deep it is. */
function skipValue(text: string, from: number): number {
  let depth = 0
  let at = from
  do {
    const character = text[at]
    if (character === '"') at = skipString(text, at)
    else {
      if (character === '{' || character === '[') depth += 1
      else if (character === '}' || character === ']') depth -= 1
      at += 1
    }
  } while (at < text.length && (depth > 0 || !isEnd(text, from, at)))
  return at
}

function isEnd(text: string, from: number, at: number): boolean {
  const first = text[from]
  if (first === '"' || first === '{' || first === '[') return true
  return /[\s,\]}]/.test(text[at] ?? ',')
}

function skipString(text: string, from: number): number {
  let at = from + 1
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at + 1
}
