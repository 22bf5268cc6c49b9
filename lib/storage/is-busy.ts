import { Prisma } from './generated/client.ts'

/** Did another process hold SQLite's lock for longer than the busy timeout? Raw queries and others say it differently. */
export function isBusy(fault: unknown): boolean {
  if (!(fault instanceof Prisma.PrismaClientKnownRequestError)) return false
  if (fault.code === 'P1008') return true
  const { driverAdapterError } = (fault.meta ?? {}) as {
    driverAdapterError?: { cause?: { originalCode?: string } }
  }
  return driverAdapterError?.cause?.originalCode?.startsWith('SQLITE_BUSY') ?? false
}
