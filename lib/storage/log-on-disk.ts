import { type FileHandle, open } from 'node:fs/promises'

/**
 * Makes what was committed durable, as `synchronous=FULL` does after each commit, but in a thread of Node's pool: while
 * the disk is waited for, the process goes on. Whoever asks shares the next fdatasync with all who ask meanwhile.
 */
export class LogOnDisk {
  readonly #file: string
  #handle: FileHandle | null = null
  #running: Promise<void> | null = null
  #next: Promise<void> | null = null
  #failed: Error | null = null

  /** SQLite's write-ahead log is beside the database, and stays the same file while a connection is open. */
  constructor(databaseFile: string) {
    this.#file = `${databaseFile}-wal`
  }

  /**
   * Resolves when everything that was committed before the call is on disk.
   * @throws what the log cannot be opened with, or what the disk refused with: that from then on always, because a kernel may
   *   report a lost write only once
   */
  sync(): Promise<void> {
    if (this.#running === null) return this.#run()
    this.#next ??= this.#running.then(
      () => this.#run(),
      () => this.#run(),
    )
    return this.#next
  }

  /** @throws once the disk has refused: what is written from then on might be lost without a word */
  requireWell(): void {
    if (this.#failed !== null) throw this.#failed
  }

  async close(): Promise<void> {
    await this.#next?.catch(() => {})
    await this.#running?.catch(() => {})
    await this.#handle?.close()
  }

  #run(): Promise<void> {
    this.#next = null
    const running = this.#flush().finally(() => {
      if (this.#running === running) this.#running = null
    })
    this.#running = running
    return running
  }

  async #flush(): Promise<void> {
    this.requireWell()
    // For writing, because Windows flushes no other.
    this.#handle ??= await open(this.#file, 'r+')
    try {
      await this.#handle.datasync()
    } catch (cause) {
      this.#failed = new Error('The disk refused to keep what was written. Todoku has to be started again.', { cause })
      throw this.#failed
    }
  }
}
