/** Runs works one after the other, in the order in which they were asked for; a failure does not stop the next. */
export class Serial {
  #tail: Promise<unknown> = Promise.resolve()

  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#tail.then(work, work)
    this.#tail = result.catch(() => undefined)
    return result
  }

  /** Resolves when everything that was asked for until now has ended. */
  async idle(): Promise<void> {
    await this.#tail
  }
}
