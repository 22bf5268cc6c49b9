import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'

export type Access = 'writer' | 'claims' | 'reader' | 'auth'

// synchronous=FULL: what was acknowledged survives a power cut; the adapter alone would run NORMAL.
const PRAGMAS = [
  'PRAGMA busy_timeout = 5000',
  'PRAGMA journal_mode = WAL',
  'PRAGMA foreign_keys = ON',
  'PRAGMA journal_size_limit = 67108864',
  'PRAGMA cache_size = -32000',
  // What was deleted is zeroed, also in pages that become free. Deleting is rare and goes in small steps.
  'PRAGMA secure_delete = ON',
]

/**
 * What `PRAGMA synchronous` must be. A claim that a power cut takes is made again, and what is recorded after it is not
 * on disk without it: they share one log. So claims wait for no disk.
 */
export const synchronousOf = (access: Access): 'NORMAL' | 'FULL' => (access === 'claims' ? 'NORMAL' : 'FULL')

/** Prisma's adapter with our PRAGMAs on every connection that it makes. A reader cannot write. */
export class SqliteAdapter extends PrismaBetterSqlite3 {
  readonly #access: Access

  constructor(databaseFile: string, access: Access) {
    super({ url: `file:${databaseFile}`, fileMustExist: true })
    this.#access = access
  }

  override async connect() {
    const connection = await super.connect()
    const pragmas = [...PRAGMAS, `PRAGMA synchronous = ${synchronousOf(this.#access)}`]
    if (this.#access === 'reader') pragmas.push('PRAGMA query_only = ON')
    await connection.executeScript(`${pragmas.join('; ')};`)
    return connection
  }
}
