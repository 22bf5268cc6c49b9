import { makeAuthClient } from './auth-client.ts'
import type { BatchConnection } from './batch-connection.ts'
import { ChannelChanges } from './channel-changes.ts'
import { checkSecretKey } from './check-secret-key.ts'
import { fillReasons } from './fill-reasons.ts'
import type { PrismaClient } from './generated/client.ts'
import { LogOnDisk } from './log-on-disk.ts'
import { openBatches, openClient } from './open-client.ts'
import type { Access } from './sqlite-adapter.ts'
import { StorageError } from './storage-error.ts'
import { makeWriter, type Writer, type WriterWatch } from './writer.ts'

export type Storage = {
  /** Reads only: SQLite refuses a write on it. */
  read: PrismaClient
  writer: Writer
  /** For Better Auth: its writes run in the writer's turn. */
  auth: PrismaClient
  /** Seals and opens channel secrets; null for a command that touches none. */
  secretKey: Buffer | null
  /** For what believes something of a channel for a while. */
  channels: ChannelChanges
  close(): Promise<void>
}

export type StorageOptions = {
  databaseFile: string
  now: () => number
  /** 32 bytes. Null: for a command that neither seals nor opens a secret. */
  secretKey: Buffer | null
  watch?: WriterWatch
}

/** What every command and report takes first. `now` answers epoch milliseconds. */
export type Context = { storage: Storage; now: () => number }

/**
 * Opens a migrated database and proves that it is safe to use.
 * @throws StorageError not_migrated, sqlite_too_old, unsafe_settings, secret_key_wrong
 */
export async function openStorage({ databaseFile, now, secretKey, watch }: StorageOptions): Promise<Storage> {
  const clients: PrismaClient[] = []
  let batches: BatchConnection | null = null
  const open = async (access: Access) => {
    const client = await openClient(databaseFile, access)
    clients.push(client)
    return client
  }
  try {
    // The writer first: it turns WAL on, which a reader could not.
    const db = await open('writer')
    batches = await openBatches(databaseFile)
    const read = await open('reader')
    const authClient = await open('auth')
    await checkMigrated(read)
    const writer = makeWriter({ db, batches, log: new LogOnDisk(databaseFile) }, now, watch)
    await fillReasons(read, writer)
    if (secretKey !== null) await checkSecretKey(read, writer, secretKey)
    const close = async () => {
      await Promise.all([read.$disconnect(), authClient.$disconnect()])
      await writer.close()
    }
    return { read, writer, auth: makeAuthClient(authClient, writer), secretKey, channels: new ChannelChanges(), close }
  } catch (error) {
    batches?.close()
    await Promise.all(clients.map((client) => client.$disconnect()))
    throw error
  }
}

async function checkMigrated(db: PrismaClient): Promise<void> {
  const tables = await db.$queryRaw<unknown[]>`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'channels'`
  if (tables.length === 0) throw new StorageError('not_migrated', 'The database has no tables yet: start Todoku once.')
}
