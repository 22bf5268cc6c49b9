import { OpenAPIRegistry, OpenApiGeneratorV31, type ResponseConfig } from '@asteasolutions/zod-to-openapi'
import { z } from 'zod'
import { ERROR_CODES, ITEM_ERROR_CODES } from '@/lib/domain/errors.ts'
import { describeLimit } from './describe-limit.ts'
import { describeRefusals, REFUSAL_SCHEMAS, registerRefusals } from './describe-refusals.ts'
import type { Operation } from './operation.ts'
import { OPERATION_GROUPS } from './operations.ts'
import { TABLE_TYPES } from './read-request.ts'
import { MEDIA_TYPES, NO_QUERY, withTableParameters } from './tables/read-table-query.ts'

const DESCRIPTION = [
  'Every answer under /api is an envelope: `message` is "success" for what was accepted, with `errors` for the items that were not;',
  'otherwise it says what is wrong, and `code` is stable. 4XX is final; 5XX and 429 may be tried again.',
  'What is under /v2 has the form of LINE’s Messaging API. `x-ratelimit` says how many calls a key has in a minute.',
  `Codes: ${ERROR_CODES.join(', ')}. Of items: ${ITEM_ERROR_CODES.join(', ')}.`,
].join(' ')

export type ApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>

const documents = new Map<number, ApiDocument>()

/** The OpenAPI 3.1 document, from the same schemas that validate. Made at the first call. */
export function describeApi(requestsPerMinute: number): ApiDocument {
  const known = documents.get(requestsPerMinute) ?? generate(requestsPerMinute)
  documents.set(requestsPerMinute, known)
  return known
}

function generate(requestsPerMinute: number): ApiDocument {
  const registry = new OpenAPIRegistry()
  registry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'bearer' })
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'todoku.session_token',
  })
  registerRefusals(registry)
  for (const { tag, operations } of OPERATION_GROUPS) {
    for (const operation of operations) register(registry, tag, operation, requestsPerMinute)
  }
  return new OpenApiGeneratorV31([...registry.definitions, ...REFUSAL_SCHEMAS]).generateDocument({
    openapi: '3.1.0',
    info: { title: 'Todoku', version: '1', description: DESCRIPTION, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/' }],
    tags: OPERATION_GROUPS.map(({ tag, about }) => ({ name: tag, description: about })),
  })
}

function register(registry: OpenAPIRegistry, tag: string, operation: Operation, requestsPerMinute: number): void {
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')
  const params = z.object(Object.fromEntries(names.map((name) => [name, z.string()])))
  const query = operation.table ? withTableParameters(operation.query ?? NO_QUERY) : operation.query
  registry.registerPath({
    operationId: operation.id,
    tags: [tag],
    method: operation.method,
    path: operation.path,
    summary: operation.summary,
    security: operation.open ? [] : operation.line ? [{ key: [] }] : [{ key: [] }, { session: [] }],
    ...describeLimit(operation, requestsPerMinute),
    request: {
      params,
      ...(query ? { query } : {}),
      ...(operation.headers ? { headers: operation.headers } : {}),
      ...(operation.takesTable
        ? {
            body: {
              required: true,
              content: Object.fromEntries(TABLE_TYPES.map((type) => [type, { schema: z.string() }])),
            },
          }
        : {}),
      ...(operation.body
        ? {
            body: {
              required: !operation.bodyOptional,
              content: {
                'application/json': {
                  schema: operation.body,
                  ...(operation.example ? { example: operation.example } : {}),
                },
                ...(operation.lines ? { 'application/x-ndjson': { schema: operation.lines } } : {}),
              },
            },
          }
        : {}),
    },
    responses: { ...describeAnswers(operation), ...describeRefusals(operation) },
  })
}

function describeAnswers({ status, answer, table, answerLines, otherwise }: Operation): Record<number, ResponseConfig> {
  const accepted = {
    description: 'Accepted',
    content: {
      'application/json': { schema: answer },
      ...(table ? { [MEDIA_TYPES.csv]: { schema: z.string() }, [MEDIA_TYPES.tsv]: { schema: z.string() } } : {}),
      ...(answerLines ? { 'application/x-ndjson': { schema: answerLines } } : {}),
    },
  }
  if (otherwise === undefined) return { [status]: accepted }
  const { when, answer: other } = otherwise
  const described = { description: `With ${when}`, content: { 'application/json': { schema: other } } }
  return { [status]: accepted, [otherwise.status]: described }
}
