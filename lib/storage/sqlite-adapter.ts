import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import Database from 'better-sqlite3'
import { KeptStatements } from './kept-statements.ts'

/** `batches`: of the writer too, for what waits for the disk by itself (log-on-disk.ts) or need not wait for it. */
export type Access = 'writer' | 'batches' | 'reader' | 'auth'

const PRAGMAS = [
  'PRAGMA busy_timeout = 5000',
  'PRAGMA journal_mode = WAL',
  'PRAGMA foreign_keys = ON',
  'PRAGMA journal_size_limit = 67108864',
  // 16 MiB of log between two checkpoints, each of which waits for the disk.
  'PRAGMA wal_autocheckpoint = 4000',
  'PRAGMA cache_size = -32000',
  // What was deleted is zeroed, also in pages that become free. Deleting is rare and goes in small steps.
  'PRAGMA secure_delete = ON',
]

/**
 * What `PRAGMA synchronous` must be. FULL: what was acknowledged survives a power cut; the adapter alone would run NORMAL,
 * with which a commit does not wait for the disk, and nothing else is weaker.
 */
export const synchronousOf = (access: Access): 'NORMAL' | 'FULL' => (access === 'batches' ? 'NORMAL' : 'FULL')

/** What every connection is told before it does anything else, as a script. */
export function pragmasOf(access: Access): string {
  const pragmas = [...PRAGMAS, `PRAGMA synchronous = ${synchronousOf(access)}`]
  if (access === 'reader') pragmas.push('PRAGMA query_only = ON')
  // What a statement would take back: otherwise a file is made and written for many that fire a trigger.
  if (access === 'batches') pragmas.push('PRAGMA temp_store = MEMORY')
  return `${pragmas.join('; ')};`
}

/** Prisma's adapter with our PRAGMAs on every connection that it makes, and statements that are kept. A reader cannot write. */
export class SqliteAdapter extends PrismaBetterSqlite3 {
  readonly #access: Access

  constructor(databaseFile: string, access: Access) {
    super({ url: `file:${databaseFile}`, fileMustExist: true })
    this.#access = access
  }

  override async connect() {
    const connection = await super.connect()
    await connection.executeScript(pragmasOf(this.#access))
    keepStatements(connection)
    return connection
  }
}

/** The adapter's own property, private to it: its version is pinned exactly, and this refuses any other shape. */
function keepStatements(connection: object): void {
  const database: unknown = Reflect.get(connection, 'client')
  if (!(database instanceof Database)) throw new Error('The adapter of Prisma keeps its connection elsewhere.')
  Reflect.set(connection, 'client', new KeptStatements(database))
}
