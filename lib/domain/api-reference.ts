import { type Field, fieldsOf, type JsonSchema, nameOfRef, type TypePart, typeOf } from './api-fields.ts'

/** As much of an OpenAPI 3.1 document as a reader is shown. */
export type OpenApi = {
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, OpenApiOperation>>
  components: { schemas: Record<string, JsonSchema>; responses: Record<string, OpenApiAnswer> }
}
type Content = Record<string, { schema: JsonSchema; example?: unknown }>
type OpenApiAnswer = { $ref?: string; description: string; content?: Content }
type OpenApiParameter = { name: string; in: ParameterPlace; required?: boolean; schema: JsonSchema }
type OpenApiOperation = {
  operationId: string
  tags: string[]
  summary: string
  security: object[]
  'x-ratelimit'?: Limit[]
  parameters?: OpenApiParameter[]
  requestBody?: { required?: boolean; content: Content }
  responses: Record<string, OpenApiAnswer>
}

export type ParameterPlace = 'path' | 'query' | 'header'
export type Limit = { most: number; per: 'minute' | 'hour'; of: 'key' | 'channel' }
/** What a body is: a named schema, or fields. */
export type Shape = { type: TypePart[]; fields: Field[]; mediaTypes: string[] }
export type AnswerReference = Shape & { status: string; description: string }

export type OperationReference = {
  id: string
  method: string
  path: string
  summary: string
  /** Needs no key. */
  open: boolean
  limits: Limit[]
  parameters: (Field & { place: ParameterPlace })[]
  body: (Shape & { required: boolean }) | null
  answers: AnswerReference[]
  /** Statuses of what is refused, with the sentence that the document has for them. */
  refusals: { status: string; description: string }[]
  /** A command; `$TODOKU_KEY` and the parts of the path are the reader's own. */
  curl: string
}

export type ApiReference = {
  groups: { tag: string; about: string; operations: OperationReference[] }[]
  schemas: { name: string; description: string; fields: Field[] }[]
}

/** What a page shows of the API. `origin` is where its examples go. */
export function apiReference(document: OpenApi, origin: string): ApiReference {
  const all = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  )
  return {
    groups: document.tags.map(({ name, description }) => ({
      tag: name,
      about: description,
      operations: all
        .filter(({ operation }) => operation.tags.includes(name))
        .map(({ path, method, operation }) => operationReference(document, { path, method, operation, origin })),
    })),
    schemas: Object.entries(document.components.schemas)
      .map(([name, schema]) => ({ name, description: schema.description ?? '', fields: fieldsOf(schema) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  }
}

type Located = { path: string; method: string; operation: OpenApiOperation; origin: string }

function operationReference(document: OpenApi, located: Located): OperationReference {
  const { path, method, operation } = located
  const answers = Object.entries(operation.responses).map(([status, answer]) => ({
    status,
    ...(answer.$ref ? document.components.responses[nameOfRef(answer.$ref)] : answer),
  }))
  const { requestBody: body, parameters = [] } = operation
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    summary: operation.summary,
    open: operation.security.length === 0,
    limits: operation['x-ratelimit'] ?? [],
    parameters: parameters.map(({ name, in: place, required = false, schema }) => {
      return { name, place, required, type: typeOf(schema), description: schema.description ?? '' }
    }),
    body: body ? { ...shapeOf(body.content), required: body.required === true } : null,
    answers: answers
      .filter(({ status }) => status.startsWith('2'))
      .map(({ status, description = '', content = {} }) => ({ status, description, ...shapeOf(content) })),
    refusals: answers
      .filter(({ status }) => !status.startsWith('2'))
      .map(({ status, description = '' }) => ({ status, description })),
    curl: curlOf(located),
  }
}

function shapeOf(content: Content): Shape {
  const schema = content['application/json']?.schema ?? {}
  return { type: typeOf(schema), fields: fieldsOf(schema), mediaTypes: Object.keys(content) }
}

function curlOf({ path, method, operation, origin }: Located): string {
  const { parameters = [], requestBody, security } = operation
  const query = parameters
    .filter((parameter) => parameter.in === 'query' && parameter.required)
    .map(({ name, schema }) => `${name}=${encodeURIComponent(String(schema.example ?? `$${shellName(name)}`))}`)
    .join('&')
    .replaceAll('%24', '$')
  const url = path.replace(/\{(\w+)\}/g, (_, name: string) => `$${shellName(name)}`)
  const lines = [
    `curl${method === 'get' ? '' : ` -X ${method.toUpperCase()}`} "${origin}${url}${query === '' ? '' : `?${query}`}"`,
  ]
  if (security.length > 0) lines.push(`-H "authorization: Bearer $TODOKU_KEY"`)
  for (const { name } of parameters.filter((parameter) => parameter.in === 'header')) {
    lines.push(`-H "${name}: $${shellName(name)}"`)
  }
  const example = requestBody?.content['application/json']?.example
  if (example !== undefined)
    lines.push("-H 'content-type: application/json'", `-d '${JSON.stringify(example).replaceAll("'", "'\\''")}'`)
  return lines.join(' \\\n  ')
}

/** channelId, send_id, x-line-signature: CHANNEL_ID, SEND_ID, LINE_SIGNATURE. */
function shellName(name: string): string {
  return name
    .replace(/^x-/, '')
    .replace(/[A-Z]/g, (letter) => `_${letter}`)
    .replaceAll('-', '_')
    .toUpperCase()
}
