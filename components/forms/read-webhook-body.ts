import { inexactNumberIn } from '@/lib/domain/exact-numbers.ts'
import { jsonProblemAt } from '@/lib/domain/json-problem.ts'

export type BodyProblem = {
  problem: 'empty' | 'notJson' | 'notObject' | 'noEvents' | 'noType' | 'inexact'
  line: number | null
}
export type ReadBody = { body: Record<string, unknown> } | BodyProblem

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The line, from 1, of a position in the text. */
function lineAt(text: string, at: number): number {
  return text.slice(0, at).split('\n').length
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
  } catch {
    return { problem: 'notJson', line: lineAt(text, jsonProblemAt(text) ?? text.length) }
  }
  if (!isRecord(body)) return { problem: 'notObject', line: null }
  const { events } = body
  if (!Array.isArray(events) || events.length === 0) return { problem: 'noEvents', line: null }
  if (!events.every((event) => isRecord(event) && typeof event.type === 'string' && event.type !== '')) {
    return { problem: 'noType', line: null }
  }
  const inexact = inexactNumberIn(text)
  if (inexact !== null) return { problem: 'inexact', line: lineAt(text, inexact.at) }
  return { body }
}
