import type { z } from 'zod'

/** One call of the API, as it is described and as its routes validate it. */
export type Operation = {
  /** OpenAPI's operationId: stable, clients are generated from it. */
  id: string
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  path: string
  summary: string
  /** Which limit of the key it counts against (lib/http/request-limits.ts); `requests` when absent. */
  limit?: 'traffic'
  status: 200 | 201 | 202
  answer: z.ZodType
  /** Another way to be accepted, with a status of its own. */
  otherwise?: { status: 200; when: string; answer: z.ZodType }
  /** 429 and 5XX are said of every operation that can answer them, without being named here. */
  refusals: readonly Refusal[]
  body?: z.ZodType
  bodyOptional?: boolean
  /** A body as somebody would send it; a test holds it against `body`. */
  example?: Record<string, unknown>
  query?: z.ZodObject
  /** Headers that it needs besides those of every call. */
  headers?: z.ZodObject
  /** The schema of one line of NDJSON. */
  lines?: z.ZodType
  /** Its body is a table, text between tabs or commas. */
  takesTable?: boolean
  /** It answers a table, which comes as CSV and TSV too (lib/http/tables). */
  table?: boolean
  /** The schema of one line of the answer, for `Accept: application/x-ndjson`. */
  answerLines?: z.ZodType
  /** Needs neither key nor session. */
  open?: boolean
  /** Of LINE's own API: only with a channel's key, and refused in LINE's form. */
  line?: boolean
}

export type Refusal = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429

export const MEDIA = [413, 415] as const
