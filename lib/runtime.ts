import type { Auth } from './access/make-auth.ts'
import type { Sending } from './delivery/make-sending.ts'
import type { PracticeRunner } from './delivery/practice-run.ts'
import type { Runs } from './delivery/run-redelivery.ts'
import type { Worker } from './delivery/worker.ts'
import type { Direct } from './direct/make-direct.ts'
import { TodokuError } from './domain/errors.ts'
import type { LineLimits } from './http/line-limits.ts'
import type { Logger } from './http/logger.ts'
import type { RateLimit } from './http/rate-limit.ts'
import type { RequestLimits } from './http/request-limits.ts'
import type { Purge } from './runtime/make-purge.ts'
import type { Settings } from './settings.ts'
import type { Storage } from './storage/open-storage.ts'

const HANDLE = Symbol.for('todoku')

/** What exists once in this process; as `{ storage, now }` it is the first argument of commands and reports. */
export type Runtime = {
  /** Rejects with an Error of a stable `code` when the start is refused. */
  ready: Promise<void>
  settings: Settings
  now: () => number
  log: Logger
  storage: Storage
  auth: Auth
  sending: Sending
  practice: PracticeRunner
  /** Sends what waits; in the role `web` it is another process's, which looks by itself. */
  worker: Worker
  /** Redelivery runs by hand. */
  runs: Runs
  purge: Purge
  /** Of everything under a key or a session. */
  requestLimits: RequestLimits
  /** Of `POST …/verify`, by key. */
  verifyLimit: RateLimit
  /** Of LINE's webhook endpoint calls, by channel. */
  lineLimits: LineLimits
  direct: Direct
  /** @throws TodokuError `not_ready` when the database does not answer, or the worker of this process cannot work. */
  checkReady(): Promise<{ worker: 'running' | 'elsewhere' }>
  /** The link to the set-up page, or null when an administrator exists. */
  setUpLink(baseUrl: string): Promise<string | null>
  /**
   * Ends the practice run, the runs and the worker, waits for attempts in flight, writes what is waiting, closes the
   * database.
   */
  close(): Promise<void>
}

/** What hangs on the handle while the rest is still being opened. */
type Starting = Pick<Runtime, 'ready' | 'close'> & Partial<Runtime>

/** @throws TodokuError `not_ready` before the start is complete. */
export function getRuntime(): Runtime {
  const runtime = handle()
  if (runtime && isOpen(runtime)) return runtime
  throw new TodokuError('not_ready', 'Todoku is starting. Try again in a moment.')
}

/**
 * Makes the one runtime of this process, from `register()`. Returns at once; `ready` tells how it went. A second call
 * changes nothing, because Next loads this module more than once.
 */
export function startRuntime(env: Readonly<Record<string, string | undefined>>): void {
  if (handle()) return
  const starting: Starting = { ready: Promise.resolve(), close: async () => {} }
  Reflect.set(globalThis, HANDLE, starting)
  starting.ready = open(starting, env)
  // Whoever waits for `ready` gets the reason; nobody waiting must not end the process.
  starting.ready.catch(() => {})
}

async function open(starting: Starting, env: Readonly<Record<string, string | undefined>>): Promise<void> {
  const { openRuntime } = await import('./runtime/open-runtime.ts')
  Object.assign(starting, await openRuntime(env))
}

function handle(): Starting | null {
  return (Reflect.get(globalThis, HANDLE) as Starting | undefined) ?? null
}

function isOpen(runtime: Starting): runtime is Runtime {
  return runtime.direct !== undefined
}
