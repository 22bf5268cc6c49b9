import type { BrazeErrorName } from '@/lib/domain/braze-errors.ts'

/** One answer; `accepted`: the call took effect, at once or, queued, later. */
export type BrazeReply = {
  status: number
  json: Readonly<Record<string, unknown>>
  headers?: Readonly<Record<string, string>>
  accepted: boolean
}

export function fatal(status: number, name: BrazeErrorName | 'Internal Server Error', ...errors: string[]): BrazeReply {
  return { status, json: { message: name, ...(errors.length > 0 ? { errors } : {}) }, accepted: false }
}

/** 201, as Braze answers what it made; minor errors stand beside the success. */
export function success(more: Readonly<Record<string, unknown>>, minorErrors: readonly unknown[] = []): BrazeReply {
  const errors = minorErrors.length > 0 ? { errors: minorErrors } : {}
  return { status: 201, json: { ...more, ...errors, message: 'success' }, accepted: true }
}

export type Json = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** Null for what is no JSON object. */
export function parseObject(text: string): Json | null {
  try {
    const json: unknown = JSON.parse(text)
    return isObject(json) ? json : null
  } catch {
    return null
  }
}
