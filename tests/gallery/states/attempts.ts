import { press } from '../act.ts'
import type { State } from '../state.ts'

const LIST = '/channels/{night}/attempts'

/** 試行 and LINE's table of errors. */
export const ATTEMPTS: State[] = [
  { name: 'attempts', path: LIST, everyWidth: true },
  { name: 'attempts-filtered', path: `${LIST}?cause=error_status_code&detail=503` },
  { name: 'attempts-filter-sheet', path: LIST, only: 'phone', screenOnly: true, act: press('filters.sheet') },
  { name: 'attempts-none-fits', path: `${LIST}?detail=Stream%20closed%20unexpectedly` },
  { name: 'attempts-none', path: '/channels/{quiet}/attempts' },
  { name: 'attempts-practice', path: '/channels/{practice}/attempts' },
  { name: 'attempts-braze', path: '/channels/{braze}/attempts' },
  { name: 'attempts-long-name', path: '/channels/{long}/attempts' },
  { name: 'attempt-tls', path: '/channels/{practice}/attempts?attempt={tls}', everyWidth: true },
  { name: 'attempt-timeout', path: '/channels/{practice}/attempts?attempt={timeout}' },
  { name: 'attempt-status', path: '/channels/{practice}/attempts?attempt={status}' },
  { name: 'attempt-arrived', path: '/channels/{practice}/attempts?attempt={arrived}' },
  { name: 'attempt-reported', path: `${LIST}?attempt={reported}` },
  { name: 'attempt-of-braze', path: '/channels/{braze}/attempts?attempt={brazeAttempt}' },
  { name: 'attempt-gone', path: `${LIST}?attempt=nothing` },
  { name: 'attempt-screen', path: '/channels/{practice}/attempts?attempt={tls}', screenOnly: true },
  { name: 'webhook-errors', path: '/channels/{night}/webhook-errors', everyWidth: true },
  { name: 'webhook-errors-filtered', path: '/channels/{night}/webhook-errors?cause=error_status_code' },
  { name: 'webhook-errors-none-fits', path: '/channels/{night}/webhook-errors?detail=Stream%20closed%20unexpectedly' },
  { name: 'webhook-errors-none', path: '/channels/{calm}/webhook-errors' },
  { name: 'webhook-errors-never-counted', path: '/channels/{never}/webhook-errors' },
  { name: 'print-attempts', path: LIST, print: true, only: 'wide' },
  { name: 'print-webhook-errors', path: '/channels/{night}/webhook-errors', print: true, only: 'wide' },
]
