import Database from 'better-sqlite3'
import { BatchConnection } from './batch-connection.ts'
import { PrismaClient } from './generated/client.ts'
import { type Access, pragmasOf, SqliteAdapter, synchronousOf } from './sqlite-adapter.ts'
import { StorageError } from './storage-error.ts'

// Older ones can lose commits of a WAL, and have no jsonb_each.
const OLDEST_SQLITE = [3, 51, 3] as const

/**
 * A Prisma client of its own connection, whose safety was read back from SQLite.
 * @throws StorageError sqlite_too_old, unsafe_settings
 */
export async function openClient(databaseFile: string, access: Access): Promise<PrismaClient> {
  const client = new PrismaClient({ adapter: new SqliteAdapter(databaseFile, access) })
  try {
    await checkConnection(client, access)
    return client
  } catch (error) {
    await client.$disconnect()
    throw error
  }
}

/**
 * The connection for batches, whose safety was read back from SQLite as well.
 * @throws StorageError unsafe_settings
 */
export async function openBatches(databaseFile: string): Promise<BatchConnection> {
  const database = new Database(databaseFile, { fileMustExist: true })
  try {
    database.exec(pragmasOf('batches'))
    await checkSettings('batches', async (name) => database.pragma(name, { simple: true }))
    return new BatchConnection(database)
  } catch (error) {
    database.close()
    throw error
  }
}

async function checkConnection(client: PrismaClient, access: Access): Promise<void> {
  const [row] = await client.$queryRaw<{ version: string }[]>`SELECT sqlite_version() AS version`
  const version = (row?.version ?? '0').split('.').map(Number)
  const difference = OLDEST_SQLITE.map((part, index) => (version[index] ?? 0) - part).find((part) => part !== 0) ?? 0
  if (difference < 0) {
    throw new StorageError('sqlite_too_old', `SQLite ${row?.version} is older than ${OLDEST_SQLITE.join('.')}.`)
  }
  await checkSettings(access, async (name) => {
    const [pragma] = await client.$queryRawUnsafe<Record<string, unknown>[]>(`PRAGMA ${name}`)
    return Object.values(pragma ?? {})[0]
  })
}

async function checkSettings(access: Access, ask: (pragma: string) => Promise<unknown>): Promise<void> {
  const synchronous = { NORMAL: '1', FULL: '2' }[synchronousOf(access)]
  const expected = { journal_mode: 'wal', synchronous, foreign_keys: '1', busy_timeout: '5000' }
  for (const [name, value] of Object.entries(expected)) {
    const actual = String(await ask(name))
    if (actual !== value) {
      throw new StorageError(
        'unsafe_settings',
        `SQLite runs with ${name}=${actual}, not ${value}: is it on a local disk?`,
      )
    }
  }
}
