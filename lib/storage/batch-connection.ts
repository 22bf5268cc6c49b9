import { setImmediate } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import { Prisma, type PrismaClient } from './generated/client.ts'
import { KeptStatements } from './kept-statements.ts'

/** What a query needs of whoever runs it: Prisma's client, or the connection for batches. */
export type RawQueries = Pick<PrismaClient, '$queryRaw' | '$executeRaw'>

/** What the writer needs of the connection for batches. */
export type Batches = RawQueries & {
  /** As `$queryRaw`, each row an array of its columns in their order: objects cost half as much again. */
  $queryRows<Row extends unknown[]>(query: TemplateStringsArray, ...values: unknown[]): Prisma.PrismaPromise<Row[]>
  $transaction(queries: Prisma.PrismaPromise<unknown>[]): Promise<unknown[]>
  /**
   * Runs a statement over VALUES, many rows at once and bound one by one: half of what they cost as JSON. `before` and `after`
   * are what stands around them; one `before` has one `after`.
   */
  runRows(before: string, rows: readonly (readonly unknown[])[], after?: string): Promise<void>
  /** One transaction in which something is looked up and changed; no other process writes in between. */
  immediately<T>(work: () => Promise<T>): Promise<T>
  close(): void
}

/** So many rows take statements of their own: a text for each number would be one to prepare for each number. */
const ROWS_A_STATEMENT = [64, 16, 4, 1]

type Sql = TemplateStringsArray | Prisma.Sql

/** After so long the event loop has its turn, even within a transaction: the wire must not run dry. */
const TURN_MS = 0.2

/**
 * Runs raw queries as Prisma's client does, but on better-sqlite3 itself: hundreds of batches a second go through it, and
 * what Prisma does for a query would cost half of what SQLite does. Integers come as numbers, bytes as Buffers.
 */
export class BatchConnection implements Batches {
  readonly #database: Database.Database
  readonly #kept: KeptStatements
  /** Texts of `runRows`, by what stands before VALUES and the number of rows. */
  readonly #texts = new Map<string, Map<number, string>>()
  #turnBeganMs = 0

  constructor(database: Database.Database) {
    this.#database = database
    this.#kept = new KeptStatements(database)
  }

  $queryRaw<T = unknown>(query: Sql, ...values: unknown[]): Statement<T> {
    const { sql, values: bound } = sqlOf(query, values)
    return new Statement(this, () => this.#kept.statement(sql).all(...bound) as T)
  }

  /** Its text must be of no `$queryRaw`: how a statement answers is kept with it. */
  $queryRows<Row extends unknown[]>(query: Sql, ...values: unknown[]): Statement<Row[]> {
    const { sql, values: bound } = sqlOf(query, values)
    const rows = () => this.#kept.statement(sql).raw()
    return new Statement(this, () => rows().all(...bound) as Row[])
  }

  $executeRaw(query: Sql, ...values: unknown[]): Statement<number> {
    const { sql, values: bound } = sqlOf(query, values)
    return new Statement(this, () => this.#kept.statement(sql).run(...bound).changes)
  }

  $transaction(statements: readonly unknown[]): Promise<unknown[]> {
    const own = statements.filter((statement) => statement instanceof Statement)
    if (own.length < statements.length) throw new Error('A query of another connection is in this transaction.')
    return this.immediately(async () => {
      const results: unknown[] = []
      for (const statement of own) results.push(await statement)
      return results
    })
  }

  async runRows(before: string, rows: readonly (readonly unknown[])[], after = ''): Promise<void> {
    let from = 0
    for (const count of ROWS_A_STATEMENT) {
      for (; rows.length - from >= count; from += count) {
        const columns = rows[from]?.length ?? 0
        await this.turn()
        this.#kept.statement(this.#textOf(before, count, columns, after)).run(...joined(rows, from, count))
      }
    }
  }

  #textOf(before: string, count: number, columns: number, after: string): string {
    const texts = this.#texts.get(before) ?? new Map<number, string>()
    this.#texts.set(before, texts)
    const row = `(${Array(columns).fill('?').join()})`
    const text = texts.get(count) ?? `${before} VALUES ${Array(count).fill(row).join()} ${after}`
    texts.set(count, text)
    return text
  }

  async immediately<T>(work: () => Promise<T>): Promise<T> {
    await this.turn()
    this.#kept.statement('BEGIN IMMEDIATE').run()
    try {
      const result = await work()
      await this.turn()
      this.#kept.statement('COMMIT').run()
      return result
    } catch (fault) {
      // Some faults end the transaction by themselves.
      if (this.#database.inTransaction) this.#kept.statement('ROLLBACK').run()
      throw fault
    }
  }

  close(): void {
    this.#kept.close()
  }

  async turn(): Promise<void> {
    const nowMs = performance.now()
    if (nowMs - this.#turnBeganMs < TURN_MS) return
    await setImmediate()
    this.#turnBeganMs = performance.now()
  }
}

/** A query that is run when somebody waits for it, or in a transaction, as Prisma's are: once, whoever else waits for it. */
class Statement<T> implements Prisma.PrismaPromise<T> {
  readonly [Symbol.toStringTag] = 'PrismaPromise'
  readonly #connection: BatchConnection
  readonly run: () => T
  #result: Promise<T> | null = null

  constructor(connection: BatchConnection, run: () => T) {
    this.#connection = connection
    this.run = run
  }

  // biome-ignore lint/suspicious/noThenProperty: it is what Prisma's queries are, a promise that begins when it is awaited
  then<A = T, B = never>(
    onDone?: ((value: T) => A | PromiseLike<A>) | null,
    onFault?: ((fault: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#result ??= this.#connection.turn().then(this.run)
    return this.#result.then(onDone, onFault)
  }

  catch<B = never>(onFault?: ((fault: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(null, onFault)
  }

  finally(onEnd?: (() => void) | null): Promise<T> {
    return this.then().finally(onEnd)
  }
}

/** `flat` takes ten times as long. */
function joined(rows: readonly (readonly unknown[])[], from: number, count: number): unknown[] {
  const values: unknown[] = []
  for (let at = from; at < from + count; at += 1) for (const value of rows[at] ?? []) values.push(value)
  return values
}

function sqlOf(query: Sql, values: unknown[]): Prisma.Sql {
  return query instanceof Prisma.Sql ? query : Prisma.sql(query, ...values)
}
