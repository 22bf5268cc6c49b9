import { type Context, openStorage } from '@/lib/storage/open-storage.ts'

/**
 * Opens the database for one command, also beside a running server, and closes it afterwards. Without the secret key:
 * such a command neither seals nor opens a secret.
 * @throws StorageError not_migrated and others of `openStorage`
 */
export async function withStorage<T>(databaseFile: string, work: (ctx: Context) => Promise<T>): Promise<T> {
  const storage = await openStorage({ databaseFile, now: Date.now, secretKey: null })
  try {
    return await work({ storage, now: Date.now })
  } finally {
    await storage.close()
  }
}
