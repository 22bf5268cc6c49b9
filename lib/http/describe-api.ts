import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi'
import { z } from 'zod'
import { ERROR_CODES, ITEM_ERROR_CODES } from '@/lib/domain/errors.ts'
import { OPERATIONS, type Operation } from './operations.ts'
import { failureBody } from './schemas/common.ts'
import { lineFailureBody } from './schemas/line-endpoint.ts'

const DESCRIPTION = [
  'Every answer under /api is an envelope: `message` is "success" for what was accepted, with `errors` for the items that were not;',
  'otherwise it says what is wrong, and `code` is stable. 4XX is final; 5XX and 429 may be tried again.',
  'What is under /v2 has the form of LINE’s Messaging API.',
  `Codes: ${ERROR_CODES.join(', ')}. Of items: ${ITEM_ERROR_CODES.join(', ')}.`,
].join(' ')

let document: ReturnType<OpenApiGeneratorV31['generateDocument']> | null = null

/** The OpenAPI 3.1 document, from the same schemas that validate. Made at the first call. */
export function describeApi(): object {
  document ??= generate()
  return document
}

function generate() {
  const registry = new OpenAPIRegistry()
  registry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'bearer' })
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'todoku.session_token',
  })
  for (const operation of OPERATIONS) register(registry, operation)
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: 'Todoku', version: '1', description: DESCRIPTION, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/' }],
  })
}

function register(registry: OpenAPIRegistry, operation: Operation): void {
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')
  const params = z.object(Object.fromEntries(names.map((name) => [name, z.string()])))
  const failures = Object.fromEntries(operation.refusals.map((status) => [status, refusal(status, operation)]))
  registry.registerPath({
    method: operation.method,
    path: operation.path,
    summary: operation.summary,
    security: operation.open ? [] : operation.line ? [{ key: [] }] : [{ key: [] }, { session: [] }],
    request: {
      params,
      ...(operation.query ? { query: operation.query } : {}),
      ...(operation.body
        ? {
            body: {
              required: !operation.bodyOptional,
              content: {
                'application/json': { schema: operation.body },
                ...(operation.lines ? { 'application/x-ndjson': { schema: operation.lines } } : {}),
              },
            },
          }
        : {}),
    },
    responses: {
      [operation.status]: {
        description: 'Accepted',
        content: {
          'application/json': { schema: operation.answer },
          ...(operation.csv ? { 'text/csv': { schema: z.string() } } : {}),
          ...(operation.answerLines ? { 'application/x-ndjson': { schema: operation.answerLines } } : {}),
        },
      },
      ...(operation.otherwise
        ? {
            [operation.otherwise.status]: {
              description: `With ${operation.otherwise.when}`,
              content: { 'application/json': { schema: operation.otherwise.answer } },
            },
          }
        : {}),
      ...failures,
    },
  })
}

function refusal(status: number, { line }: Operation) {
  const schema = line ? lineFailureBody : failureBody
  return { description: REFUSALS[status] ?? 'Refused', content: { 'application/json': { schema } } }
}

const REFUSALS: Record<number, string> = {
  400: 'The request is not as it should be',
  401: 'No key or session, or a bad one',
  403: 'A change from another origin',
  404: 'Not there, or not for the caller to see',
  409: 'Not possible in this state',
  413: 'Too large',
  415: 'Wrong content-type, or a content-encoding',
  422: 'Understood, but nothing of it is accepted',
  429: 'Too many; Retry-After says when',
  503: 'Not ready; Retry-After says when',
}
