import { setTimeout as sleep } from 'node:timers/promises'
import { type AttemptToRecord, recordAttempts } from '@/lib/commands/record-attempts.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { isBusy } from '@/lib/storage/is-busy.ts'
import type { Context } from '@/lib/storage/open-storage.ts'

const SYSTEM = { kind: 'system' } as const
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 5_000
/** A fault that is not somebody else's lock is not waited out for ever. */
const MOST_FAULTS = 8

/**
 * Records an attempt that was made, again and again while another process holds the database: its id makes that safe. An
 * attempt of a channel that was deleted meanwhile is nobody's any more.
 * @throws what keeps this one attempt out
 */
export async function recordSent(
  ctx: Context & { log(error: unknown, where: string): void },
  channelNo: number,
  attempt: AttemptToRecord,
  isAbandoned: () => boolean,
): Promise<void> {
  for (let faults = 0; !isAbandoned(); ) {
    try {
      const { errors } = await recordAttempts(ctx, SYSTEM, { no: channelNo }, [attempt])
      if (errors[0] !== undefined) throw new Error(`An attempt cannot be recorded: ${errors[0].message}`)
      return
    } catch (error) {
      if (error instanceof TodokuError && error.code === 'not_found') return
      if (!isBusy(error)) faults += 1
      if (faults >= MOST_FAULTS) throw error
      ctx.log(error, `record attempt ${attempt.id}`)
      await sleep(Math.min(FIRST_PAUSE_MS * 2 ** faults, LONGEST_PAUSE_MS))
    }
  }
}
