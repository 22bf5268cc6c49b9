import type { OpenAPIRegistry } from '@asteasolutions/zod-to-openapi'
import type { Operation } from './operation.ts'
import { failureBody } from './schemas/common.ts'
import { lineFailureBody } from './schemas/line-endpoint.ts'

const REFUSALS = {
  400: 'The request is not as it should be',
  401: 'No key or session, or a bad one',
  403: 'A change from another origin',
  404: 'Not there, or not for the caller to see',
  409: 'Not possible in this state',
  413: 'Too large',
  415: 'Wrong content-type, or a content-encoding',
  422: 'Understood, but nothing of it is accepted',
  429: 'Too many',
  '5XX': 'A fault of ours, or not ready: try again, later each time',
} as const
type Status = keyof typeof REFUSALS

/** Of LINE's API, in LINE's form; the gateway, sign-in and what needs a key have limits. */
const LINE_REFUSALS = [400, 401, 404, 413, 415, 429, '5XX'] as const satisfies readonly Status[]

/** Their bodies, which only what is registered here refers to. */
export const REFUSAL_SCHEMAS = [failureBody, lineFailureBody].map((schema) => ({ type: 'schema' as const, schema }))

/** Makes each refusal once, in both forms; operations refer to them. */
export function registerRefusals(registry: OpenAPIRegistry): void {
  for (const status of Object.keys(REFUSALS) as unknown as Status[]) {
    registry.registerComponent('responses', nameOf(status, false), describe(status, 'Failure'))
  }
  for (const status of LINE_REFUSALS) {
    registry.registerComponent('responses', nameOf(status, true), describe(status, 'LineErrorResponse'))
  }
}

/** What an operation may answer when it accepts nothing, by status. */
export function describeRefusals({ refusals, open, path, line = false }: Operation): Record<string, { $ref: string }> {
  const statuses: Status[] = [...refusals, ...(open && !LIMITED.has(path) ? [] : [429 as const]), '5XX']
  return Object.fromEntries(
    statuses.map((status) => [status, { $ref: `#/components/responses/${nameOf(status, line)}` }]),
  )
}

/** Those without a key that have a limit of their own: verifications at the gateway, and sign-ins that failed. */
const LIMITED = new Set(['/in/{channelId}', '/api/auth/sign-in/email'])

const nameOf = (status: Status, line: boolean) => `${line ? 'LineRefused' : 'Refused'}${status}`

function describe(status: Status, schema: string) {
  const mayBeRetried = String(status) === '429' || status === '5XX'
  return {
    description: REFUSALS[status],
    ...(mayBeRetried ? { headers: RETRY_AFTER } : {}),
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
  }
}

const RETRY_AFTER = {
  'Retry-After': {
    description: 'Seconds. With 429 and 503, always',
    schema: { type: 'integer' as const, minimum: 1 },
  },
}
