import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'

type Access = 'writer' | 'reader' | 'auth'

// synchronous=FULL: what was acknowledged survives a power cut; the adapter alone would run NORMAL.
const PRAGMAS = [
  'PRAGMA busy_timeout = 5000',
  'PRAGMA journal_mode = WAL',
  'PRAGMA synchronous = FULL',
  'PRAGMA foreign_keys = ON',
  'PRAGMA journal_size_limit = 67108864',
  'PRAGMA cache_size = -32000',
  // What was deleted is zeroed, also in pages that become free. Deleting is rare and goes in small steps.
  'PRAGMA secure_delete = ON',
]

/** Prisma's adapter with our PRAGMAs on every connection that it makes. A reader cannot write. */
export class SqliteAdapter extends PrismaBetterSqlite3 {
  readonly #access: Access

  constructor(databaseFile: string, access: Access) {
    super({ url: `file:${databaseFile}`, fileMustExist: true })
    this.#access = access
  }

  override async connect() {
    const connection = await super.connect()
    const pragmas = this.#access === 'reader' ? [...PRAGMAS, 'PRAGMA query_only = ON'] : PRAGMAS
    await connection.executeScript(`${pragmas.join('; ')};`)
    return connection
  }
}
