import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2019, type AnySchemaObject } from 'ajv/dist/2019.js'
import addFormats from 'ajv-formats'
import { parse } from 'yaml'

export type LineFile = 'messaging-api.yml' | 'webhook.yml'

type Schema = AnySchemaObject & { discriminator?: { propertyName: string; mapping: Record<string, string> } }

/** What is wrong with a value, one line a fault; empty when it is valid. */
export type Check = (value: unknown) => string[]

/** The schemas of one of LINE's OpenAPI files as it is published, by name. */
export function schemasOf(file: LineFile): Record<string, Schema> {
  const path = fileURLToPath(new URL(`line-openapi/${file}`, import.meta.url))
  return parse(readFileSync(path, 'utf8')).components.schemas
}

/**
 * A check against a schema of LINE's: the discriminators choose among its variants, as they do in OpenAPI, and a field
 * that the file does not name is a fault, so that a misspelt one cannot hide.
 */
export function lineSchema(file: LineFile, name: string): Check {
  const ajv = new Ajv2019({ strict: false, allErrors: true })
  addFormats.default(ajv)
  const own = schemasOf(file)
  const named = Object.entries(own).flatMap(([key, schema]) => [
    [key, withStrictRefs(schema)],
    [strict(key), strictOf(key, schema)],
  ])
  ajv.addSchema({ $id: 'line', components: { schemas: Object.fromEntries(named) } })
  const validate = ajv.compile({ $ref: `line#/components/schemas/${strict(name)}` })
  return (value) => {
    if (validate(value)) return []
    return (validate.errors ?? []).map(({ instancePath, message, params }) =>
      `${instancePath || '/'} ${message} ${JSON.stringify(params)}`.trim(),
    )
  }
}

const REF = '#/components/schemas/'
const strict = (name: string) => `${name}, closed`

/** The schema by a name, its variant by the discriminator, and nothing besides what those two name. */
function strictOf(name: string, { discriminator }: Schema): Schema {
  const base = { $ref: `line${REF}${name}` }
  if (!discriminator) return { allOf: [base], unevaluatedProperties: false }
  const { propertyName, mapping } = discriminator
  const variants = Object.entries(mapping).map(([value, ref]) => ({
    if: { properties: { [propertyName]: { const: value } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { $ref: `line${ref}` },
  }))
  const known = { properties: { [propertyName]: { enum: Object.keys(mapping) } } }
  return { allOf: [base, known, ...variants], unevaluatedProperties: false }
}

/** Every reference but those of `allOf`, by which a variant has its base, goes to the closed schema. */
function withStrictRefs(schema: Schema, inAllOf = false): Schema {
  if (Array.isArray(schema)) return schema.map((item) => withStrictRefs(item, inAllOf))
  if (typeof schema !== 'object' || schema === null) return schema
  const entries = Object.entries(schema).map(([key, value]) => {
    if (key === '$ref') return [key, `line${inAllOf ? value : REF + strict(value.slice(REF.length))}`]
    return [key, withStrictRefs(value, key === 'allOf')]
  })
  return Object.fromEntries(entries)
}
