import { purgeDeletedChannels } from '@/lib/commands/purge-deleted-channels.ts'
import type { Context } from '@/lib/storage/open-storage.ts'

const SYSTEM = { kind: 'system' } as const

/** Removes what deleted channels left behind, beside everything else. */
export type Purge = {
  /** Returns at once; what is deleted by now goes. */
  start(): void
  /** Stops between two steps; the next start takes up the rest. */
  close(): Promise<void>
}

/** `log` gets a fault that ended a run; the next `start` tries again. */
export function makePurge(ctx: Context, log: (error: unknown) => void): Purge {
  const stop = new AbortController()
  let last: Promise<void> = Promise.resolve()
  async function purge(): Promise<void> {
    // A request that ends after `close` must not open the database again.
    if (!stop.signal.aborted) await purgeDeletedChannels(ctx, SYSTEM, stop.signal)
  }
  return {
    start() {
      last = last.then(purge).catch(log)
    },
    async close() {
      stop.abort()
      await last
    },
  }
}
