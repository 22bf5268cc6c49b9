/**
 * Counts the changes that this process made to channels. What was believed of a channel is to be looked up again when
 * the count is another; what another process changed is noticed as soon as the belief is too old.
 */
export class ChannelChanges {
  #count = 0

  get count(): number {
    return this.#count
  }

  /** To be called when a change is in the database. */
  changed(): void {
    this.#count += 1
  }
}
