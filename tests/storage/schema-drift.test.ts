import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import { migrate } from '@/scripts/migrate.js'
import { tempFolder } from '../support/temp-folder.ts'

type Column = { name: string; type: string; optional: boolean; key: boolean; text: string }
type Model = { name: string; table: string; columns: Column[]; keys: string[][] }

const SQL_TYPES: Record<string, string> = {
  Int: 'INTEGER',
  BigInt: 'BIGINT',
  String: 'TEXT',
  Boolean: 'BOOLEAN',
  Bytes: 'BLOB',
  DateTime: 'DATETIME',
}

/** The models of schema.prisma, as far as a database can tell them apart. */
function readModels(schema: string): Model[] {
  return [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, name = '', body = '']) => {
    const lines = body.split('\n').map((line) => line.replace(/\/\/.*$/, '').trim())
    const columns = lines.flatMap((line): Column[] => {
      const [, column = '', type = '', optional = ''] = /^(\w+)\s+(\w+)(\?)?(?:\s|$)/.exec(line) ?? []
      const sqlType = SQL_TYPES[type]
      return sqlType === undefined
        ? []
        : [{ name: column, type: sqlType, optional: optional === '?', key: / @id\b/.test(line), text: line }]
    })
    const fieldsOf = (line: string) => (/\[([^\]]*)\]/.exec(line)?.[1] ?? '').split(/,\s*/)
    const keys = [
      ...columns.filter(({ text }) => / @unique\b/.test(text)).map((column) => [column.name]),
      ...lines.filter((line) => line.startsWith('@@unique')).map(fieldsOf),
    ]
    const compound = lines.find((line) => line.startsWith('@@id'))
    const idFields = compound ? fieldsOf(compound) : []
    for (const column of columns) column.key ||= idFields.includes(column.name)
    return { name, table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name, columns, keys }
  })
}

const models = readModels(readFileSync('prisma/schema.prisma', 'utf8'))
const byName = <T extends { name: string }>(items: T[]) => [...items].sort((a, b) => a.name.localeCompare(b.name))

describe('prisma/schema.prisma and the migrations', () => {
  let database: Database.Database | null = null
  afterAll(() => void database?.close())

  const migrated = () => {
    if (database === null) {
      const file = join(tempFolder(), 'todoku.db')
      migrate(file)
      database = new Database(file)
    }
    return database
  }

  it('have the same tables', () => {
    const tables = migrated()
      .prepare(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> '_prisma_migrations'",
      )
      .pluck()
      .all()
    expect(tables.sort()).toEqual(models.map(({ table }) => table).sort())
    expect(models.length).toBeGreaterThan(20)
  })

  it.each(models)('agree on $name', ({ table, columns, keys }) => {
    const stored = migrated().pragma(`table_info(${table})`) as {
      name: string
      type: string
      notnull: number
      pk: number
    }[]
    const shape = stored.map(({ name, type, notnull, pk }) => ({ name, type, optional: notnull === 0, key: pk > 0 }))
    expect(byName(shape)).toEqual(byName(columns.map(({ text: _, ...column }) => column)))

    const indexes = migrated().pragma(`index_list(${table})`) as { name: string; unique: number; origin: string }[]
    const unique = indexes
      .filter((index) => index.unique === 1 && index.origin === 'c' && !/_(open|without_id)$/.test(index.name))
      .map((index) => (migrated().pragma(`index_info("${index.name}")`) as { name: string }[]).map(({ name }) => name))
    expect(unique.map(String).sort()).toEqual(keys.map(String).sort())
  })
})
