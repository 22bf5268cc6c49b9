export type BodyProblem = { problem: 'empty' | 'notJson' | 'notObject' | 'noEvents' | 'noType'; line: number | null }
export type ReadBody = { body: Record<string, unknown> } | BodyProblem

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The line, from 1, that a browser's complaint about JSON points at; each words it differently. */
function lineOf(complaint: string, text: string): number | null {
  const line = /\bline (\d+)/.exec(complaint)?.[1]
  if (line !== undefined) return Number(line)
  const position = /\bposition (\d+)/.exec(complaint)?.[1]
  if (position !== undefined) return text.slice(0, Number(position)).split('\n').length
  return /unexpected end|unexpected eof|end of/i.test(complaint) ? text.split('\n').length : null
}

/**
 * A LINE webhook's body as somebody wrote it: JSON with at least one event, each of a type. What else is in it is let
 * pass, as LINE's own list of types and fields grows.
 */
export function readWebhookBody(text: string): ReadBody {
  if (text.trim() === '') return { problem: 'empty', line: null }
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch (error) {
    return { problem: 'notJson', line: lineOf(error instanceof Error ? error.message : '', text) }
  }
  if (!isRecord(body)) return { problem: 'notObject', line: null }
  const { events } = body
  if (!Array.isArray(events) || events.length === 0) return { problem: 'noEvents', line: null }
  if (!events.every((event) => isRecord(event) && typeof event.type === 'string' && event.type !== '')) {
    return { problem: 'noType', line: null }
  }
  return { body }
}
