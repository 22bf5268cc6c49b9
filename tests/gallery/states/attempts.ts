import type { Page } from '@playwright/test'
import { inTurn, keys, press, untilDialog } from '../act.ts'
import { consoleFile } from '../console-file.ts'
import type { State } from '../state.ts'

const LIST = '/channels/{night}/attempts'

const chooseFile = async (page: Page) => {
  const buffer = Buffer.from(consoleFile(Date.now()))
  await page.locator('input[type=file]').setInputFiles({ name: 'webhook-errors.tsv', mimeType: 'text/plain', buffer })
  await page.locator('main table').first().waitFor()
}

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
  { name: 'imports-none', path: '/channels/{quiet}/webhook-errors/imports' },
  { name: 'imports', path: '/channels/{calm}/webhook-errors/imports' },
  {
    name: 'dialog-undo-import',
    path: '/channels/{calm}/webhook-errors/imports',
    screenOnly: true,
    act: inTurn(press('imports.undoNamed'), untilDialog),
  },
  { name: 'import-preview', path: '/channels/{night}/webhook-errors/imports', act: chooseFile },
  { name: 'webhook-errors-imported', path: '/channels/{calm}/webhook-errors?range=7d' },
  { name: 'menu-save', path: '/channels/{night}/webhook-errors', screenOnly: true, act: press('save.of') },
  { name: 'keys-help', path: LIST, screenOnly: true, act: inTurn(keys('?'), untilDialog) },
  { name: 'print-attempts', path: LIST, print: true, only: 'wide' },
  { name: 'print-webhook-errors', path: '/channels/{night}/webhook-errors', print: true, only: 'wide' },
]
