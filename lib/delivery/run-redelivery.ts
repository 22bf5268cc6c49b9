import { setTimeout as sleep } from 'node:timers/promises'
import { nextStep } from '@/lib/domain/redelivery-run.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { findOpenRuns, lookAtRun, takeStep } from '@/lib/storage/redelivery-run-step.ts'

/** The driver of redelivery runs of this process. */
export type Runs = {
  /** Drives every run that is not over, from now on: where the queue is worked on. Returns at once. */
  start(): void
  /** Looks at once, after a run was begun, paused, resumed or stopped; where it does not drive, nothing happens. */
  look(): void
  /** Ends after the step that is under way; the next process goes on where it was. */
  close(): Promise<void>
}

type Driver = Context & {
  /** Tells the queue that something is due. */
  wake(): void
  /** Gets what a round failed with; the next one tries again. */
  log(error: unknown): void
}

/** Between two looks: soon while something happens, later while nothing does. */
const SHORTEST_WAIT_MS = 20
const LONGEST_WAIT_MS = 1_000

/** Makes the driver; nothing runs before `start`. The rows say how far a run is, so that a killed one goes on. */
export function makeRuns(driver: Driver): Runs {
  const ending = new AbortController()
  let nudge = new AbortController()
  let driving: Promise<void> | null = null

  const drive = async () => {
    let waitMs = SHORTEST_WAIT_MS
    while (!ending.signal.aborted) {
      nudge = new AbortController()
      const { signal } = nudge
      const changed = await advanceAll(driver, ending.signal).catch((error: unknown) => driver.log(error))
      waitMs = changed === true || signal.aborted ? SHORTEST_WAIT_MS : Math.min(2 * waitMs, LONGEST_WAIT_MS)
      await sleep(waitMs, undefined, { signal: AbortSignal.any([signal, ending.signal]), ref: false }).catch(() => {})
      if (signal.aborted) waitMs = SHORTEST_WAIT_MS
    }
  }
  return {
    start() {
      driving ??= drive()
    },
    look() {
      nudge.abort()
    },
    async close() {
      ending.abort()
      await driving
    },
  }
}

/** One step of every run that is open. @returns whether something has moved, so that more may follow soon */
async function advanceAll(driver: Driver, ending: AbortSignal): Promise<boolean> {
  let changed = false
  for (const runNo of await findOpenRuns(driver.storage.read)) {
    if (ending.aborted) break
    if (await advanceRun(driver, runNo)) changed = true
  }
  return changed
}

/** Looks, decides and changes in one turn of the writer. @returns whether anything changed */
export async function advanceRun(driver: Omit<Driver, 'log'>, runNo: number): Promise<boolean> {
  const { storage, now, wake } = driver
  const moved = await storage.writer.exclusive(async ({ db, run }) => {
    const look = await lookAtRun(db, runNo)
    if (look === null) return null
    const step = nextStep(look)
    const isSame = step.state === look.state && step.feed === 0 && look.sent.every(({ state }) => state === 'pending')
    if (isSame) return null
    await run(takeStep(db, runNo, look, step, now()))
    return step
  })
  if (moved !== null && moved.feed > 0) wake()
  return moved !== null
}
