/** As much of JSON Schema as our document uses. */
export type JsonSchema = {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  format?: string
  description?: string
  default?: unknown
  example?: unknown
  anyOf?: JsonSchema[]
  items?: JsonSchema
  prefixItems?: JsonSchema[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: boolean | JsonSchema
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
}

/** A piece of a type's name; with `schema` it leads to the schema of that name. */
export type TypePart = { text: string; schema?: string }

/** `name` is a path: `data.series[].start`. */
export type Field = { name: string; type: TypePart[]; required: boolean; description: string }

/** The fields of a schema, those inside of others after them; none for what is no object, or has a name of its own. */
export function fieldsOf(schema: JsonSchema, prefix = ''): Field[] {
  const variants = schema.anyOf?.filter(({ properties }) => properties !== undefined) ?? []
  if (variants.length > 0) return variants.flatMap((variant) => fieldsOf(variant, prefix).map(optional))
  if (schema.items) return fieldsOf(schema.items, `${prefix}[]`)
  return Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => {
    const name = prefix === '' ? key : `${prefix}.${key}`
    const required = schema.required?.includes(key) ?? false
    return [{ name, type: typeOf(inner), required, description: inner.description ?? '' }, ...fieldsOf(inner, name)]
  })
}

/** Only in one of several shapes. */
const optional = (field: Field): Field => ({ ...field, required: false })

/** How a schema is called in a line: `string | null`, `Attempt[]`, `1m | 5m`, `integer 1…200`. */
export function typeOf(schema: JsonSchema): TypePart[] {
  if (schema.$ref) return [{ text: nameOfRef(schema.$ref), schema: nameOfRef(schema.$ref) }]
  if (schema.anyOf) return joined(schema.anyOf.map(typeOf))
  if (schema.enum) return [{ text: withNull(schema, schema.enum.filter((value) => value !== null).join(' | ')) }]
  if (schema.prefixItems) return [{ text: '[' }, ...joined(schema.prefixItems.map(typeOf), ', '), { text: ']' }]
  if (schema.items) return arrayOf(schema)
  const { additionalProperties: values } = schema
  if (typeof values === 'object' && !schema.properties) {
    return [{ text: 'object of ' }, ...typeOf(values), ...(isNullable(schema) ? [{ text: ' | null' }] : [])]
  }
  return [{ text: withNull(schema, scalarName(schema)) }]
}

/** The last part of `#/components/schemas/Attempt`. */
export function nameOfRef(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1)
}

function arrayOf({ items = {}, minItems, maxItems, ...rest }: JsonSchema): TypePart[] {
  const inner = typeOf(items)
  const one = inner.length === 1 && !inner[0]?.text.includes(' ')
  const parts = one ? [...inner, { text: '[]' }] : [{ text: '(' }, ...inner, { text: ')[]' }]
  const range = rangeOf(minItems, maxItems)
  return [...parts, ...(range === '' ? [] : [{ text: range }]), ...(isNullable(rest) ? [{ text: ' | null' }] : [])]
}

function scalarName(schema: JsonSchema): string {
  const names = [schema.type ?? 'any'].flat().filter((name) => name !== 'null')
  const format = schema.format ? ` (${schema.format})` : ''
  return (
    names.join(' | ') + format + rangeOf(schema.minimum, schema.maximum) + rangeOf(schema.minLength, schema.maxLength)
  )
}

function rangeOf(least: number | undefined, most: number | undefined): string {
  if (most === undefined) return least === undefined || least === 0 ? '' : ` ≥ ${least}`
  return least === undefined || least === 0 ? ` ≤ ${most}` : ` ${least}…${most}`
}

const isNullable = ({ type }: JsonSchema) => Array.isArray(type) && type.includes('null')

function withNull(schema: JsonSchema, text: string): string {
  const nullable = isNullable(schema) && !/(^|\| )null$/.test(text) ? `${text} | null` : text
  return schema.default === undefined ? nullable : `${nullable} = ${schema.default}`
}

function joined(types: TypePart[][], by = ' | '): TypePart[] {
  return types.flatMap((parts, index) => (index === 0 ? parts : [{ text: by }, ...parts]))
}
