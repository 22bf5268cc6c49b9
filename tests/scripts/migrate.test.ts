import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { migrate } from '../../scripts/migrate.js'
import { tempFolder } from '../support/temp-folder.ts'

const first = 'CREATE TABLE parent (id INTEGER PRIMARY KEY);\nINSERT INTO parent VALUES (1);'
const second =
  'CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES parent (id));\nINSERT INTO child VALUES (1, 1);'

describe('migrate', () => {
  it('applies migrations in the order of their names and records them as Prisma does', () => {
    const { folder, file } = made({ '0002_child': second, '0001_parent': first })
    expect(migrate(file, { folder })).toEqual(['0001_parent', '0002_child'])
    const rows = read(file, 'SELECT * FROM _prisma_migrations ORDER BY migration_name')
    expect(rows).toHaveLength(2)
    expect(rows[0]).toMatchObject({
      migration_name: '0001_parent',
      checksum: createHash('sha256').update(first).digest('hex'),
      logs: null,
      rolled_back_at: null,
      applied_steps_count: 1,
    })
    expect(rows[0]?.finished_at).toBeGreaterThan(Date.now() - 60_000)
  })

  it('applies nothing twice, and does not take the lock when there is nothing to apply', () => {
    const { folder, file } = made({ '0001_parent': first })
    migrate(file, { folder })
    const lock = () => {
      throw new Error('the lock was taken')
    }
    expect(migrate(file, { folder, lock })).toEqual([])
    expect(read(file, 'SELECT count(*) AS count FROM parent')).toEqual([{ count: 1 }])
  })

  it('takes back a migration that fails half way, and keeps those before it', () => {
    const { folder, file } = made({
      '0001_parent': first,
      '0002_broken': 'CREATE TABLE half (id);\nINSERT INTO nowhere VALUES (1);',
    })
    expect(() => migrate(file, { folder })).toThrow(/0002_broken failed.*no such table: nowhere/)
    expect(read(file, "SELECT name FROM sqlite_master WHERE name IN ('parent', 'half')")).toEqual([{ name: 'parent' }])
    expect(read(file, 'SELECT migration_name AS name FROM _prisma_migrations')).toEqual([{ name: '0001_parent' }])
  })

  it('takes back a migration that leaves rows referring to nothing', () => {
    const { folder, file } = made({ '0001_parent': first, '0002_child': second, '0003_orphan': 'DELETE FROM parent;' })
    expect(() => migrate(file, { folder })).toThrow(/0003_orphan failed.*1 rows would refer/)
    expect(read(file, 'SELECT count(*) AS count FROM parent')).toEqual([{ count: 1 }])
  })

  it('refuses a migration that was changed after it was applied', () => {
    const { folder, file } = made({ '0001_parent': first })
    migrate(file, { folder })
    writeFileSync(join(folder, '0001_parent', 'migration.sql'), `${first} `)
    expect(() => migrate(file, { folder })).toThrow('0001_parent was changed after it was applied')
  })

  it('refuses a database of a newer Todoku', () => {
    const { folder, file } = made({ '0001_parent': first, '0002_child': second })
    migrate(file, { folder })
    expect(() => migrate(file, { folder: made({ '0001_parent': first }).folder })).toThrow(
      /made by a newer Todoku \(0002_child\)/,
    )
  })
})

function made(migrations: Record<string, string>) {
  const folder = tempFolder()
  for (const [name, sql] of Object.entries(migrations)) {
    mkdirSync(join(folder, name))
    writeFileSync(join(folder, name, 'migration.sql'), sql)
  }
  return { folder, file: join(tempFolder(), 'test.db') }
}

function read(file: string, sql: string) {
  const database = new Database(file, { readonly: true })
  try {
    return database.prepare<[], Record<string, unknown>>(sql).all()
  } finally {
    database.close()
  }
}
