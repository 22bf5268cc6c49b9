import { acceptDeliveries } from './accept-deliveries.ts'
import { type AcceptResult, type NewDelivery, weightOf } from './delivery-to-accept.ts'
import type { Prisma, PrismaClient } from './generated/client.ts'
import { GroupCommit } from './group-commit.ts'
import type { NewAttempt, RecordResult } from './new-attempt.ts'
import { recordAttempts } from './record-attempts.ts'
import { Serial } from './serial.ts'

/** Queries that were made but not sent; only the writer sends them. */
export type Query = Prisma.PrismaPromise<unknown>

/** What a work may do while nobody else writes: look, and send array transactions. */
export type Within = {
  db: PrismaClient
  /** One transaction; answers what each query answered. */
  run(queries: Query[]): Promise<unknown[]>
}

/** The one way to change the database: everything that writes runs one after the other on one connection. */
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
   * One statement that may be forgotten in a power cut, if what is written after it is too; the end of the process alone
   * loses nothing.
   */
  claim<T>(build: (db: PrismaClient) => Promise<T>): Promise<T>
  /** Look, decide and change while nobody else writes. Must not call the writer itself. */
  exclusive<T>(work: (within: Within) => Promise<T>): Promise<T>
  /** Waits for what was asked for and writes the WAL back into the database. */
  close(): Promise<void>
}

/** `claims`: a connection that does not wait for the disk. */
export function makeWriter(db: PrismaClient, claims: PrismaClient, now: () => number): Writer {
  const serial = new Serial()
  const within: Within = { db, run: (queries) => db.$transaction(queries) }
  const commit = new GroupCommit<NewAttempt, RecordResult>((rows) =>
    serial.run(() => recordAttempts(within, rows, now())),
  )
  const acceptance = new GroupCommit<NewDelivery, AcceptResult>(
    (rows) => serial.run(() => acceptDeliveries(within, rows)),
    weightOf,
  )
  return {
    record: (rows) => commit.record(rows),
    accept: (rows) => acceptance.record(rows),
    run: (build) => serial.run(() => within.run(build(db))),
    claim: (build) => serial.run(() => build(claims)),
    exclusive: (work) => serial.run(() => work(within)),
    async close() {
      await Promise.all([commit.idle(), acceptance.idle()])
      await serial.idle()
      await db.$queryRaw`PRAGMA wal_checkpoint(TRUNCATE)`
      await db.$disconnect()
    },
  }
}
