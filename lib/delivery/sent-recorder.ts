import { type AttemptToRecord, recordAttempts } from '@/lib/commands/record-attempts.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { groupBy } from '@/lib/domain/group-by.ts'
import type { ClaimedDelivery } from '@/lib/storage/claim-deliveries.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { recordSent } from './record-sent.ts'

const SYSTEM = { kind: 'system' } as const
/** So many are recorded at once; fewer when nothing is on the wire, or after so long. */
const BATCH = 128
const GATHER_MS = 5

type Recorder = Context & { log(error: unknown, where: string): void }
/** An attempt of a claimed delivery. */
type Sent = { claimed: ClaimedDelivery; attempt: AttemptToRecord }
/** Told of many at once: a promise for each would cost as much as what is done for it. */
type RecorderWatch = {
  /** So many of the channel's attempts are on disk; or nobody's any more, because the channel was deleted. */
  recorded(channelNo: number, count: number): void
  /** What keeps this one attempt out, for good. */
  refused(sent: Sent, fault: unknown): void
  /** The server has ended, and nothing may be written any more. */
  isAbandoned(): boolean
}

/**
 * Records attempts of the queue. Nobody waits for them but their deliveries, so they are gathered: a transaction of many
 * costs each of them a fraction.
 */
export class SentRecorder {
  readonly #ctx: Recorder
  readonly #watch: RecorderWatch
  #gathered: Sent[] = []
  #timer: NodeJS.Timeout | null = null

  constructor(ctx: Recorder, watch: RecorderWatch) {
    this.#ctx = ctx
    this.#watch = watch
  }

  /** Recorded however long another process holds the database: its id makes it safe to try again. */
  record(sent: Sent): void {
    this.#gathered.push(sent)
    if (this.#gathered.length >= BATCH) this.flush()
    else this.#timer ??= setTimeout(() => this.flush(), GATHER_MS)
  }

  /** Records what was gathered now. */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    const gathered = this.#gathered
    this.#gathered = []
    for (const [channelNo, ofChannel] of groupBy(gathered, ({ claimed }) => claimed.channelNo)) {
      void this.#recordTogether(channelNo, ofChannel)
    }
  }

  async #recordTogether(channelNo: number, sent: readonly Sent[]): Promise<void> {
    const attempts = sent.map(({ attempt }) => attempt)
    try {
      const { errors } = await recordAttempts(this.#ctx, SYSTEM, { no: channelNo }, attempts)
      if (errors.length === 0) {
        this.#watch.recorded(channelNo, sent.length)
        return
      }
    } catch (error) {
      if (!isGone(error)) this.#ctx.log(error, `record ${sent.length} attempts`)
    }
    // One of them may be at fault; alone each is judged by itself, and what is stored already is stored once.
    for (const one of sent) {
      try {
        await recordSent(this.#ctx, channelNo, one.attempt, this.#watch.isAbandoned)
      } catch (fault) {
        this.#watch.refused(one, fault)
        continue
      }
      this.#watch.recorded(channelNo, 1)
    }
  }
}

function isGone(error: unknown): boolean {
  return error instanceof TodokuError && error.code === 'not_found'
}
