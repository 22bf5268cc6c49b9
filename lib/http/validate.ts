import type { z } from 'zod'
import { TodokuError } from '@/lib/domain/errors.ts'

/**
 * What a schema makes of a request's body or query.
 * @throws TodokuError `invalid_request`, naming the first wrong field.
 */
export function validate<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw new TodokuError('invalid_request', describeIssue(parsed.error).message)
}

/** The first thing that is wrong, fit to show, and its field ("attempts.0.id"). */
export function describeIssue(error: z.ZodError): { field: string; message: string } {
  const issue = error.issues[0]
  const field = issue?.path.join('.') ?? ''
  const what = issue?.message ?? 'The request is not as it should be'
  return { field, message: field === '' ? `${what}.` : `${field}: ${what}.` }
}
