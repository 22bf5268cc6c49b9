import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { StartFailure } from './failure.js'
import { inRoot } from './root.js'

// As Prisma 7 makes it for SQLite, so that its own `migrate status` agrees.
const ledger = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`

/**
 * Applies the migrations that a database has not seen, in order, each in a transaction of its own.
 * @param {string} databaseFile
 * @param {{ folder?: string, lock?: () => () => void }} [options] `lock` is taken only when there is something to apply
 * @returns {string[]} the names of those that were applied
 * @throws {StartFailure} migration_failed, database_damaged
 */
export function migrate(databaseFile, { folder = inRoot('prisma', 'migrations'), lock } = {}) {
  const Database = createRequire(import.meta.url)('better-sqlite3')
  const database = new Database(databaseFile, { timeout: 5_000 })
  try {
    const pending = findPending(database, readMigrations(folder))
    if (pending.length === 0) return []
    const unlock = lock?.()
    try {
      // Rebuilding a table drops it, which must not touch the rows that refer to it; checked before each commit.
      database.pragma('foreign_keys = OFF')
      database.exec(ledger)
      for (const migration of pending) apply(database, migration)
    } finally {
      unlock?.()
    }
    return pending.map(({ name }) => name)
  } catch (error) {
    throw isDamage(error) ? damaged(databaseFile, error) : error
  } finally {
    database.close()
  }
}

function readMigrations(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, sql: readFileSync(join(folder, name, 'migration.sql'), 'utf8') }))
    .map((migration) => ({ ...migration, checksum: createHash('sha256').update(migration.sql).digest('hex') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

function findPending(database, migrations) {
  const hasLedger = database.prepare("SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'").get()
  const applied = new Map(
    hasLedger
      ? database
          .prepare(
            'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
          )
          .all()
          .map((row) => [row.migration_name, row.checksum])
      : [],
  )
  for (const { name, checksum } of migrations) {
    if (applied.has(name) && applied.get(name) !== checksum)
      fail(`The migration ${name} was changed after it was applied.`)
  }
  const known = new Set(migrations.map(({ name }) => name))
  const newer = [...applied.keys()].filter((name) => !known.has(name))
  if (newer.length > 0) fail(`The database was made by a newer Todoku (${newer.join(', ')}). Start that one.`)
  return migrations.filter(({ name }) => !applied.has(name))
}

function apply(database, { name, sql, checksum }) {
  const startedAt = Date.now()
  try {
    database
      .transaction(() => {
        database.exec(sql)
        const broken = database.pragma('foreign_key_check')
        if (broken.length > 0) throw new Error(`${broken.length} rows would refer to rows that are not there`)
        database
          .prepare(
            'INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count) VALUES (?, ?, ?, ?, ?, 1)',
          )
          .run(randomUUID(), checksum, Date.now(), name, startedAt)
      })
      .exclusive()
  } catch (error) {
    if (isDamage(error)) throw error
    fail(`The migration ${name} failed, and the database is as it was before it: ${error.message}`)
  }
}

const isDamage = (error) => /^SQLITE_(CORRUPT|NOTADB)/.test(error.code ?? '')

function damaged(file, { message }) {
  return new StartFailure(
    'database_damaged',
    [
      `The database ${file} is damaged or is no SQLite database (${message}).`,
      'Restore a backup: put it in its place and remove the files of that name with -wal and -shm (docs/operations.md,',
      '"Backup"). Keep the damaged files: parts of them may be read with sqlite3 and its ".recover".',
    ].join('\n'),
  )
}

function fail(message) {
  throw new StartFailure('migration_failed', message)
}
