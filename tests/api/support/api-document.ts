import type { AnySchema } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

type Schema = Record<string, unknown>
type Content = Record<string, { schema: Schema }>
type Answer = { $ref?: string; content?: Content }
type Parameter = { name: string; in: string; required?: boolean; schema: Schema }
type Operation = {
  parameters?: Parameter[]
  requestBody?: { required?: boolean; content: Content }
  responses: Record<string, Answer>
}
export type Document = {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema>; responses: Record<string, Answer> }
}

/** One request and its answer, as they went over the wire. */
export type Exchange = {
  method: string
  /** With its query. */
  path: string
  sent: { headers: Record<string, string>; body: string | null }
  got: { status: number; headers: Headers; body: string }
}

export type ApiDocument = {
  /** What disagrees with the document, one line a fault; `ofRequest` false leaves out what was sent. */
  faultsOf(exchange: Exchange, ofRequest: boolean): string[]
}

/** Holds exchanges against `GET /api/openapi.json` of a server. */
export async function fetchApiDocument(baseUrl: string): Promise<ApiDocument> {
  const answer = await fetch(`${baseUrl}/api/openapi.json`)
  return apiDocument((await answer.json()) as Document)
}

/** As `fetchApiDocument`, for a document that is here already. */
export function apiDocument(document: Document): ApiDocument {
  const ajv = new Ajv2020({ strict: false, allErrors: true, allowUnionTypes: true })
  addFormats.default(ajv)
  const compiled = new Map<object, ReturnType<typeof ajv.compile>>()
  /** An answer may hold nothing that the document does not name; what a request may hold is the document's to say. */
  const check = (schema: Schema, value: unknown, where: string, closed: boolean): string[] => {
    const known = compiled.get(schema) ?? ajv.compile(resolve(document, schema, closed) as AnySchema)
    compiled.set(schema, known)
    if (known(value)) return []
    return (known.errors ?? []).map(
      ({ instancePath, message, params }) => `${where}${instancePath} ${message} ${JSON.stringify(params)}`,
    )
  }

  const faultsOfAnswer = (operation: Operation, { got }: Exchange): string[] => {
    const { status, headers, body } = got
    const found = operation.responses[status] ?? operation.responses[`${String(status)[0]}XX`]
    if (found === undefined) return [`the document has no answer ${status}`]
    const { content = {} } = found.$ref ? (document.components.responses[lastOf(found.$ref)] ?? {}) : found
    const type = mediaTypeOf(headers.get('content-type'))
    const schema = content[type]?.schema
    if (schema === undefined) return [`the document has no ${type} with ${status}`]
    return valuesOf(type, body).flatMap((value) => check(schema, value, `answer ${status}: `, true))
  }

  const faultsOfRequest = (
    operation: Operation,
    params: Record<string, string>,
    { path, sent }: Exchange,
  ): string[] => {
    const query = new URL(path, 'http://here.invalid').searchParams
    const faults: string[] = []
    const described = operation.parameters ?? []
    for (const name of new Set(query.keys())) {
      if (!described.some((one) => one.in === 'query' && one.name === name))
        faults.push(`query ${name} is not described`)
    }
    for (const { name, in: place, required, schema } of described) {
      const given =
        place === 'path' ? [params[name] ?? ''] : place === 'query' ? query.getAll(name) : headerOf(sent.headers, name)
      const values = given.filter((value) => value !== '')
      if (values.length === 0 && required) faults.push(`${place} ${name} is missing`)
      if (values.length > 0) faults.push(...check(schema, parameterOf(schema, values), `${place} ${name}: `, false))
    }
    return [...faults, ...faultsOfBody(operation, sent)]
  }

  const faultsOfBody = ({ requestBody }: Operation, { headers, body }: Exchange['sent']): string[] => {
    if (requestBody === undefined) return []
    if (body === null || body === '') return requestBody.required ? ['the body is missing'] : []
    const type = mediaTypeOf(headerOf(headers, 'content-type')[0] ?? null)
    const schema = requestBody.content[type]?.schema
    if (schema === undefined) return [`the document takes no ${type}`]
    return valuesOf(type, body).flatMap((value) => check(schema, value, 'body: ', false))
  }

  return {
    faultsOf(exchange, ofRequest) {
      const { pathname } = new URL(exchange.path, 'http://here.invalid')
      if (pathname === ITSELF || pathname.startsWith(PASSED_ON)) return []
      const described = Object.keys(document.paths).flatMap((template) => {
        const params = paramsOf(template, pathname)
        return params === null ? [] : [{ template, params }]
      })
      // A path with fewer parts of the reader's own is the nearer one.
      const [nearest] = described.sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length)
      const operation = nearest && document.paths[nearest.template]?.[exchange.method.toLowerCase()]
      if (!nearest || !operation) return exchange.got.status < 400 ? ['the document has no such operation'] : []
      return [
        ...faultsOfAnswer(operation, exchange),
        ...(ofRequest ? faultsOfRequest(operation, nearest.params, exchange) : []),
      ]
    },
  }
}

/** The schema without references; `closed`, an object has no fields but its own. */
function resolve(document: Document, schema: unknown, closed: boolean): unknown {
  if (Array.isArray(schema)) return schema.map((item) => resolve(document, item, closed))
  if (typeof schema !== 'object' || schema === null) return schema
  if ('$ref' in schema) return resolve(document, document.components.schemas[lastOf(String(schema.$ref))], closed)
  const entries = Object.entries(schema)
    .filter(([key]) => key !== 'example')
    .map(([key, value]) => [key, resolve(document, value, closed)])
  const resolved = Object.fromEntries(entries)
  if (closed && 'properties' in schema && !('additionalProperties' in schema)) resolved.additionalProperties = false
  return resolved
}

/** A parameter is text; where the document wants a number or several values, it is read so. */
function parameterOf(schema: Schema, values: string[]): unknown {
  const texts = JSON.stringify(schema)
  const read = (text: string) =>
    /"type":"(integer|number)"/.test(texts) && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
  return values.length === 1 ? read(values[0] ?? '') : values.map(read)
}

/** The document does not describe the call that answers it. */
const ITSELF = '/api/openapi.json'
/** Whatever the path and method; the answer is somebody else's. */
const PASSED_ON = '/braze/'

/** Null for another path, and for one that cannot be decoded, which is no path of anything. */
function paramsOf(template: string, pathname: string): Record<string, string> | null {
  if (/%(?![\da-f]{2})/i.test(pathname)) return null
  const wanted = template.split('/')
  const given = pathname.replace(/\/$/, '').split('/')
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? ''
    if (part.startsWith('{')) params[part.slice(1, -1)] = value
    else if (part !== value) return null
  }
  return params
}

function valuesOf(type: string, body: string): unknown[] {
  if (type === 'application/json') return [JSON.parse(body)]
  if (type !== 'application/x-ndjson') return [body]
  return body
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line))
}

const lastOf = (ref: string) => ref.slice(ref.lastIndexOf('/') + 1)
const mediaTypeOf = (header: string | null) => header?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
const headerOf = (headers: Record<string, string>, name: string) => {
  const found = Object.entries(headers).find(([given]) => given.toLowerCase() === name.toLowerCase())
  return found ? [found[1]] : []
}
