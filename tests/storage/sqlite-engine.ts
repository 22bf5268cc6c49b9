import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openStorage } from '@/lib/storage/open-storage.ts'
import { migrate } from '@/scripts/migrate.js'
import type { Engine } from './engine.ts'

let base: string | null = null

/** A migrated database to copy: migrating takes longer than copying. */
function migratedBase(): string {
  if (base === null) {
    base = join(mkdtempSync(join(tmpdir(), 'todoku-base-')), 'todoku.db')
    migrate(base)
    process.once('exit', () => rmSync(join(base ?? '', '..'), { recursive: true, force: true }))
  }
  return base
}

export const sqlite: Engine = {
  name: 'SQLite',
  async make() {
    const folder = mkdtempSync(join(tmpdir(), 'todoku-storage-'))
    const databaseFile = join(folder, 'todoku.db')
    copyFileSync(migratedBase(), databaseFile)
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
