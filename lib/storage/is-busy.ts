import Database from 'better-sqlite3'
import { TodokuError } from '@/lib/domain/errors.ts'
import { Prisma } from './generated/client.ts'

/** Did another process hold SQLite's lock for longer than the busy timeout? Raw queries and others say it differently. */
export function isBusy(fault: unknown): boolean {
  if (fault instanceof TodokuError) return isBusy(fault.cause)
  if (fault instanceof Database.SqliteError) return fault.code.startsWith('SQLITE_BUSY')
  if (!(fault instanceof Prisma.PrismaClientKnownRequestError)) return false
  if (fault.code === 'P1008') return true
  const { driverAdapterError } = (fault.meta ?? {}) as {
    driverAdapterError?: { cause?: { originalCode?: string } }
  }
  return driverAdapterError?.cause?.originalCode?.startsWith('SQLITE_BUSY') ?? false
}

/** What whoever asked is told: nothing was written, and it may be asked again. */
export function busy(cause: unknown): TodokuError {
  return new TodokuError('not_ready', 'Another process is writing to the database. Try again in a moment.', { cause })
}
