import { expect, test } from 'vitest'
import { fieldsOf, type JsonSchema, typeOf } from '@/lib/domain/api-fields.ts'
import { apiReference, type OpenApi } from '@/lib/domain/api-reference.ts'

const text = (schema: JsonSchema) =>
  typeOf(schema)
    .map((part) => part.text)
    .join('')

test.each<[JsonSchema, string]>([
  [{ type: 'string' }, 'string'],
  [{ type: ['string', 'null'], format: 'date-time' }, 'string (date-time) | null'],
  [{ type: 'integer', minimum: 1, maximum: 200 }, 'integer 1…200'],
  [{ type: 'string', maxLength: 128 }, 'string ≤ 128'],
  [{ type: 'number', minimum: 5 }, 'number ≥ 5'],
  [{ type: 'string', enum: ['a', 'b'], default: 'a' }, 'a | b = a'],
  [{ type: ['string', 'null'], enum: ['a', null] }, 'a | null'],
  [{ type: 'array', items: { $ref: '#/components/schemas/Attempt' }, maxItems: 500 }, 'Attempt[] ≤ 500'],
  [{ type: 'array', items: { enum: ['a', 'b'] } }, '(a | b)[]'],
  [{ type: 'array', prefixItems: [{ type: 'integer' }, { type: 'integer' }] }, '[integer, integer]'],
  [{ anyOf: [{ type: 'integer' }, { type: 'string' }] }, 'integer | string'],
  [{ type: 'object', additionalProperties: { type: 'integer' } }, 'object of integer'],
  [{ type: ['object', 'null'], properties: {} }, 'object | null'],
  [{}, 'any'],
])('%j is called %s', (schema, called) => {
  expect(text(schema)).toBe(called)
})

test('a reference is a link to the schema of that name', () => {
  expect(typeOf({ type: 'array', items: { $ref: '#/components/schemas/Send' } })).toEqual([
    { text: 'Send', schema: 'Send' },
    { text: '[]' },
  ])
})

test('fields inside of fields have their path; those of one of several shapes are not required', () => {
  const schema: JsonSchema = {
    type: 'object',
    required: ['series', 'outcome'],
    properties: {
      series: {
        type: 'array',
        items: { type: 'object', required: ['start'], properties: { start: { type: 'integer', description: 'When' } } },
      },
      outcome: {
        anyOf: [
          { type: 'object', required: ['status'], properties: { status: { type: 'integer' } } },
          { type: 'object', required: ['cause'], properties: { cause: { type: 'string' } } },
        ],
      },
    },
  }
  expect(fieldsOf(schema).map(({ name, required, description }) => [name, required, description])).toEqual([
    ['series', true, ''],
    ['series[].start', true, 'When'],
    ['outcome', true, ''],
    ['outcome.status', false, ''],
    ['outcome.cause', false, ''],
  ])
})

const document: OpenApi = {
  tags: [{ name: 'things', description: 'All of them.' }],
  paths: {
    '/api/v1/things/{thingId}': {
      post: {
        operationId: 'changeThing',
        tags: ['things'],
        summary: 'Change a thing',
        security: [{ key: [] }],
        'x-ratelimit': [{ most: 60, per: 'minute', of: 'key' }],
        parameters: [
          { name: 'thingId', in: 'path', required: true, schema: { type: 'string' } },
          { name: 'length', in: 'query', required: true, schema: { type: 'integer', example: 14 } },
          { name: 'send_id', in: 'query', required: true, schema: { type: 'string' } },
          { name: 'limit', in: 'query', schema: { type: 'integer' } },
          { name: 'x-line-signature', in: 'header', required: true, schema: { type: 'string' } },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: { $ref: '#/components/schemas/Thing' }, example: { name: "it's" } },
          },
        },
        responses: {
          200: {
            description: 'Accepted',
            content: { 'application/json': { schema: { type: 'object', properties: {} } } },
          },
          404: { $ref: '#/components/responses/Refused404', description: '' },
        },
      },
    },
  },
  components: {
    schemas: { Thing: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } },
    responses: { Refused404: { description: 'Not there' } },
  },
}

test('an operation has what it takes and answers, what it refuses with, and a command for a shell', () => {
  const { groups, schemas } = apiReference(document, 'https://todoku.example')
  const [operation] = groups[0]?.operations ?? []
  expect(operation).toMatchObject({
    id: 'changeThing',
    method: 'POST',
    open: false,
    limits: [{ most: 60, per: 'minute', of: 'key' }],
    body: { required: true, type: [{ text: 'Thing', schema: 'Thing' }] },
    answers: [{ status: '200', description: 'Accepted' }],
    refusals: [{ status: '404', description: 'Not there' }],
  })
  expect(operation?.parameters.map(({ name, place, required }) => [name, place, required])).toEqual([
    ['thingId', 'path', true],
    ['length', 'query', true],
    ['send_id', 'query', true],
    ['limit', 'query', false],
    ['x-line-signature', 'header', true],
  ])
  expect(operation?.curl).toBe(
    [
      'curl -X POST "https://todoku.example/api/v1/things/$THING_ID?length=14&send_id=$SEND_ID"',
      '-H "authorization: Bearer $TODOKU_KEY"',
      '-H "x-line-signature: $LINE_SIGNATURE"',
      "-H 'content-type: application/json'",
      `-d '{"name":"it'\\''s"}'`,
    ].join(' \\\n  '),
  )
  expect(schemas).toEqual([
    {
      name: 'Thing',
      description: '',
      fields: [{ name: 'name', type: [{ text: 'string' }], required: true, description: '' }],
    },
  ])
})
