import type Database from 'better-sqlite3'

const MOST_KEPT = 256

/**
 * A connection that prepares each text once: Prisma's adapter prepares before every execution, which costs about as much
 * as a small statement itself. What the adapter asks of a statement, and nothing else, is here.
 */
export class KeptStatements {
  readonly #database: Database.Database
  readonly #kept = new Map<string, Database.Statement<unknown[]>>()

  constructor(database: Database.Database) {
    this.#database = database
  }

  /** For whoever binds at each execution. */
  statement(sql: string): Database.Statement<unknown[]> {
    const known = this.#kept.get(sql)
    this.#kept.delete(sql)
    const statement = known ?? this.#database.prepare<unknown[]>(sql)
    this.#kept.set(sql, statement)
    if (this.#kept.size > MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value ?? '')
    return statement
  }

  prepare(sql: string): BoundStatement {
    return new BoundStatement(this.statement(sql), [])
  }

  exec(script: string): void {
    this.#kept.clear()
    this.#database.exec(script)
  }

  close(): void {
    this.#kept.clear()
    this.#database.close()
  }
}

/** One execution: the statement itself can be bound only once, and is used again. */
class BoundStatement {
  readonly #statement: Database.Statement<unknown[]>
  readonly #values: unknown[]

  constructor(statement: Database.Statement<unknown[]>, values: unknown[]) {
    this.#statement = statement
    this.#values = values
  }

  bind(values: unknown[]): BoundStatement {
    return new BoundStatement(this.#statement, values)
  }

  get reader(): boolean {
    return this.#statement.reader
  }

  columns(): Database.ColumnDefinition[] {
    return this.#statement.columns()
  }

  raw(): { all(): unknown[] } {
    return { all: () => this.#statement.raw(true).all(...this.#values) }
  }

  run(): Database.RunResult {
    return this.#statement.run(...this.#values)
  }
}
