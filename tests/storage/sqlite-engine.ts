import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openStorage } from '@/lib/storage/open-storage.ts'
import { migrate } from '@/scripts/migrate.js'
import type { Engine } from './engine.ts'

let base: Promise<string> | null = null

/** A database to copy, migrated and opened once: making it takes longer than copying it. */
async function makeBase(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'todoku-base-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const databaseFile = join(folder, 'todoku.db')
  migrate(databaseFile)
  await (await openStorage({ databaseFile, now: Date.now, secretKey: null })).close()
  return databaseFile
}

export const sqlite: Engine = {
  name: 'SQLite',
  async make() {
    const folder = mkdtempSync(join(tmpdir(), 'todoku-storage-'))
    const databaseFile = join(folder, 'todoku.db')
    base ??= makeBase()
    copyFileSync(await base, databaseFile)
    const withDatabase = <T>(work: (database: Database.Database) => T): T => {
      const database = new Database(databaseFile, { timeout: 5_000 })
      try {
        return work(database)
      } finally {
        database.close()
      }
    }
    return {
      open: (options) => openStorage({ databaseFile, ...options }),
      tamper: async (sql) => withDatabase((database) => void database.exec(sql)),
      look: async (sql) => withDatabase((database) => database.prepare(sql).all() as Record<string, unknown>[]),
      remove: async () => rmSync(folder, { recursive: true, force: true }),
    }
  },
}
