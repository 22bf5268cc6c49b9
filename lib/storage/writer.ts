import { acceptDeliveries } from './accept-deliveries.ts'
import type { Batches, RawQueries } from './batch-connection.ts'
import { type AcceptResult, type NewDelivery, weightOf } from './delivery-to-accept.ts'
import type { Prisma, PrismaClient } from './generated/client.ts'
import { type Flushed, GroupCommit } from './group-commit.ts'
import { busy, isBusy } from './is-busy.ts'
import type { LogOnDisk } from './log-on-disk.ts'
import type { NewAttempt, RecordResult } from './new-attempt.ts'
import { recordAttempts } from './record-attempts.ts'
import { Serial } from './serial.ts'

/** Queries that were made but not sent; only the writer sends them. */
export type Query = Prisma.PrismaPromise<unknown>

/** What a work may do while nobody else writes: look, and send array transactions. */
export type Within<Db extends RawQueries = PrismaClient> = {
  db: Db
  /** One transaction; answers what each query answered. */
  run(queries: Query[]): Promise<unknown[]>
}

/**
 * The one way to change the database: everything that writes runs one after the other on one connection. Once the disk has
 * refused to keep something, all of it is refused until the next start.
 */
export type Writer = {
  /**
   * Records attempts in the next shared transaction and resolves when they are on disk.
   * Rejects with a fault of ours; the rows that were not at fault are kept, and the same ids may be sent again.
   */
  record(rows: NewAttempt[]): Promise<RecordResult[]>
  /** As `record`, for deliveries that are to be accepted. */
  accept(rows: NewDelivery[]): Promise<AcceptResult[]>
  /** One array transaction. `build` only makes queries; begin with one that writes, so that SQLite can wait for its lock. */
  run(build: (db: PrismaClient) => Query[]): Promise<unknown[]>
  /**
   * Looks and changes what may be forgotten in a power cut, if what is written after it is too; the end of the process
   * alone loses nothing.
   */
  claim<T>(work: (db: Batches) => Promise<T>): Promise<T>
  /** Look, decide and change while nobody else writes. Must not call the writer itself. */
  exclusive<T>(work: (within: Within) => Promise<T>): Promise<T>
  /** Waits for what was asked for and writes the WAL back into the database. */
  close(): Promise<void>
}

/** Told of what has been written; must not throw. */
export type WriterWatch = {
  /** An attempt that is on disk and was not before. */
  recorded(attempt: NewAttempt): void
  flushed(kind: 'attempts' | 'deliveries', ms: number): void
}

/** `db` waits for the disk at each commit; `batches` does not, and what is committed there is in the same log. */
type Connections = { db: PrismaClient; batches: Batches; log: LogOnDisk }

export function makeWriter(
  { db, batches, log }: Connections,
  now: () => number,
  watch: WriterWatch | null = null,
): Writer {
  const serial = new Serial()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> =>
    serial.run(async () => {
      log.requireWell()
      try {
        return await work()
      } catch (fault) {
        throw isBusy(fault) ? busy(fault) : fault
      }
    })
  const within: Within = { db, run: (queries) => db.$transaction(queries) }
  const withinBatches: Within<RawQueries> = { db: batches, run: (queries) => batches.$transaction(queries) }
  /** The next batch is written when this one is on disk; meanwhile others write, and this process does something else. */
  const durably = async <Result>(
    kind: 'attempts' | 'deliveries',
    write: () => Promise<Flushed<Result>>,
  ): Promise<Flushed<Result>> => {
    const begun = performance.now()
    const flushed = await inTurn(write)
    await log.sync()
    watch?.flushed(kind, performance.now() - begun)
    return flushed
  }
  const commit = new GroupCommit<NewAttempt, RecordResult>(async (rows) => {
    const flushed = await durably('attempts', () => recordAttempts(batches, rows, now()))
    if (watch !== null) tellOfRecorded(watch, rows, flushed)
    return flushed
  })
  const acceptance = new GroupCommit<NewDelivery, AcceptResult>(
    (rows) => durably('deliveries', () => acceptDeliveries(withinBatches, rows)),
    weightOf,
  )
  return {
    record: (rows) => commit.record(rows),
    accept: (rows) => acceptance.record(rows),
    run: (build) => inTurn(() => within.run(build(db))),
    claim: (work) => inTurn(() => work(batches)),
    exclusive: (work) => inTurn(() => work(within)),
    async close() {
      await Promise.all([commit.idle(), acceptance.idle()])
      await serial.idle()
      await log.close()
      batches.close()
      await db.$queryRaw`PRAGMA wal_checkpoint(TRUNCATE)`
      await db.$disconnect()
    },
  }
}

function tellOfRecorded(watch: WriterWatch, rows: readonly NewAttempt[], flushed: Flushed<RecordResult>): void {
  for (const [index, row] of rows.entries()) {
    const one = flushed[index]
    if (one !== undefined && 'result' in one && one.result === 'recorded') watch.recorded(row)
  }
}
