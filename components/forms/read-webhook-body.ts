import { jsonProblemAt } from '@/lib/domain/json-problem.ts'

export type BodyProblem = { problem: 'empty' | 'notJson' | 'notObject' | 'noEvents' | 'noType'; line: number | null }
export type ReadBody = { body: Record<string, unknown> } | BodyProblem

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The line, from 1, at which the text stops being JSON. */
function lineOfProblem(text: string): number {
  return text.slice(0, jsonProblemAt(text) ?? text.length).split('\n').length
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
    return { problem: 'notJson', line: lineOfProblem(text) }
  }
  if (!isRecord(body)) return { problem: 'notObject', line: null }
  const { events } = body
  if (!Array.isArray(events) || events.length === 0) return { problem: 'noEvents', line: null }
  if (!events.every((event) => isRecord(event) && typeof event.type === 'string' && event.type !== '')) {
    return { problem: 'noType', line: null }
  }
  return { body }
}
