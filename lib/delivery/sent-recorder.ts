import { type AttemptToRecord, recordAttempts } from '@/lib/commands/record-attempts.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { groupBy } from '@/lib/domain/group-by.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { recordSent } from './record-sent.ts'

const SYSTEM = { kind: 'system' } as const
/** So many are recorded at once; fewer when nothing is on the wire, or after so long. */
const BATCH = 64
const GATHER_MS = 5

type Recorder = Context & { log(error: unknown, where: string): void }
type Sent = { channelNo: number; attempt: AttemptToRecord; resolve(): void; reject(fault: unknown): void }

/**
 * Records attempts of the queue. Nobody waits for them but their deliveries, so they are gathered: a transaction of many
 * costs each of them a fraction.
 */
export class SentRecorder {
  readonly #ctx: Recorder
  readonly #isAbandoned: () => boolean
  #gathered: Sent[] = []
  #timer: NodeJS.Timeout | null = null

  /** `isAbandoned`: the server has ended, and nothing may be written any more. */
  constructor(ctx: Recorder, isAbandoned: () => boolean) {
    this.#ctx = ctx
    this.#isAbandoned = isAbandoned
  }

  /**
   * Resolves when it is on disk, however long another process holds the database: its id makes it safe to try again. An
   * attempt of a channel that was deleted meanwhile is nobody's any more. Rejects with what keeps this one attempt out.
   */
  record(channelNo: number, attempt: AttemptToRecord): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#gathered.push({ channelNo, attempt, resolve, reject })
      if (this.#gathered.length >= BATCH) this.flush()
      else this.#timer ??= setTimeout(() => this.flush(), GATHER_MS)
    })
  }

  /** Records what was gathered now. */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    const gathered = this.#gathered.splice(0)
    for (const [channelNo, ofChannel] of groupBy(gathered, (sent) => sent.channelNo)) {
      void this.#recordTogether(channelNo, ofChannel)
    }
  }

  async #recordTogether(channelNo: number, sent: readonly Sent[]): Promise<void> {
    const attempts = sent.map(({ attempt }) => attempt)
    try {
      const { errors } = await recordAttempts(this.#ctx, SYSTEM, { no: channelNo }, attempts)
      if (errors.length === 0) {
        for (const { resolve } of sent) resolve()
        return
      }
    } catch (error) {
      if (!isGone(error)) this.#ctx.log(error, `record ${sent.length} attempts`)
    }
    // One of them may be at fault; alone each is judged by itself, and what is stored already is stored once.
    for (const { attempt, resolve, reject } of sent)
      await recordSent(this.#ctx, channelNo, attempt, this.#isAbandoned).then(resolve, reject)
  }
}

function isGone(error: unknown): boolean {
  return error instanceof TodokuError && error.code === 'not_found'
}
