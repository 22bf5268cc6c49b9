import { setImmediate } from 'node:timers/promises'

const MOST = 1_000

type Producer<Row, Result> = {
  rows: Row[]
  resolve: (results: Result[]) => void
  reject: (error: unknown) => void
}

/**
 * What happened to the rows of a flush, in their order: a result each, or the fault that kept a row out.
 * A fault rejects the producer of the row and nobody else.
 */
export type Flushed<Result> = ({ result: Result } | { fault: unknown })[]

/**
 * Group commit: flushes at once what gathered while the last flush ran, at most a weight of 1,000, so that waiting costs
 * nothing when it is quiet and a transaction is shared when it is busy. Each producer waits until its rows are durable.
 */
export class GroupCommit<Row, Result> {
  readonly #flush: (rows: Row[]) => Promise<Flushed<Result>>
  readonly #weigh: (row: Row) => number
  #waiting: Producer<Row, Result>[] = []
  #flushing = false
  #running: Promise<void> = Promise.resolve()

  /**
   * `flush` must not throw for the sake of single rows; when it throws, all producers of the flush are rejected.
   * A row weighs 1 unless `weigh` says more.
   */
  constructor(flush: (rows: Row[]) => Promise<Flushed<Result>>, weigh: (row: Row) => number = () => 1) {
    this.#flush = flush
    this.#weigh = weigh
  }

  record(rows: Row[]): Promise<Result[]> {
    if (rows.length === 0) return Promise.resolve([])
    return new Promise((resolve, reject) => {
      this.#waiting.push({ rows, resolve, reject })
      if (!this.#flushing) this.#running = this.#run()
    })
  }

  /** Resolves when nothing waits to be flushed. */
  async idle(): Promise<void> {
    await this.#running
  }

  async #run(): Promise<void> {
    this.#flushing = true
    for (;;) {
      const producers = this.#take()
      if (producers.length === 0) {
        // In the same turn as the last look at the queue, or a lone producer would wait for ever.
        this.#flushing = false
        return
      }
      await this.#settle(producers)
      // Prisma over better-sqlite3 settles in microtasks only: without a turn of the loop, timers and sockets starve.
      await setImmediate()
    }
  }

  /** Whole producers, so that nobody waits for two flushes; one that is larger than a flush goes alone. */
  #take(): Producer<Row, Result>[] {
    let taken = 0
    let count = 0
    for (const producer of this.#waiting) {
      const weight = producer.rows.reduce((sum, row) => sum + this.#weigh(row), 0)
      if (count > 0 && taken + weight > MOST) break
      taken += weight
      count += 1
    }
    return this.#waiting.splice(0, count)
  }

  async #settle(producers: Producer<Row, Result>[]): Promise<void> {
    let flushed: Flushed<Result>
    try {
      flushed = await this.#flush(producers.flatMap(({ rows }) => rows))
    } catch (error) {
      for (const { reject } of producers) reject(error)
      return
    }
    let from = 0
    for (const { rows, resolve, reject } of producers) {
      const results: Result[] = []
      const faults: unknown[] = []
      for (const outcome of flushed.slice(from, from + rows.length)) {
        if ('fault' in outcome) faults.push(outcome.fault)
        else results.push(outcome.result)
      }
      from += rows.length
      if (faults.length > 0) reject(faults[0])
      else resolve(results)
    }
  }
}
