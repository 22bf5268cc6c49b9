import type { Page } from '@playwright/test'
import { chart, fill, hoverChart, inTurn, press, pressInDialog, until, untilDialog } from '../act.ts'
import type { Find, State } from '../state.ts'

const DAY = '/channels/{night}/statistics?range=24h'

const openRange = (page: Page, t: Find) =>
  page
    .getByRole('group', { name: t('filters.move') })
    .locator('[popovertarget]')
    .click()

/** Its own, so that each picture leaves the marks as they were. */
const markAndRemove = inTurn(
  press('marks.open'),
  untilDialog,
  fill('marks.text', 'v2.14.1'),
  pressInDialog('marks.add'),
  (page) => page.getByRole('dialog').waitFor({ state: 'hidden' }),
  press('marks.open'),
  (page) =>
    page
      .getByRole('dialog')
      .getByRole('button', { name: /v2\.14\.1/ })
      .first()
      .click(),
  until('marks.putBack'),
)

/** 統計情報 in its three kinds, and each of the five states that must not be taken for another. */
export const STATISTICS: State[] = [
  { name: 'statistics', path: DAY, everyWidth: true },
  { name: 'channel', path: '/channels/{night}', screenOnly: true },
  { name: 'statistics-1-hour-filling', path: '/channels/{night}/statistics?range=1h' },
  { name: 'statistics-7-days', path: '/channels/{night}/statistics?range=7d' },
  { name: 'statistics-90-days', path: '/channels/{night}/statistics?range=90d' },
  { name: 'statistics-pointed-at', path: DAY, screenOnly: true, act: hoverChart(0.68) },
  { name: 'statistics-by-keyboard', path: DAY, screenOnly: true, act: (page) => chart(page).press('End') },
  { name: 'statistics-cause', path: `${DAY}&cause=error_status_code` },
  { name: 'statistics-detail', path: `${DAY}&cause=error_status_code&detail=503` },
  { name: 'statistics-cause-hidden', path: `${DAY}&hide=could_not_connect` },
  { name: 'statistics-table', path: `${DAY}&view=table` },
  { name: 'statistics-no-error-of-filter', path: `${DAY}&cause=unclassified&detail=Stream%20closed%20unexpectedly` },
  { name: 'statistics-utc', path: `${DAY}&zone=UTC`, only: 'wide', screenOnly: true },
  { name: 'statistics-range', path: DAY, screenOnly: true, act: openRange },
  { name: 'statistics-filter-sheet', path: DAY, only: 'phone', screenOnly: true, act: press('filters.sheet') },
  { name: 'menu-share', path: DAY, screenOnly: true, act: press('common.share') },
  { name: 'dialog-mark', path: DAY, screenOnly: true, act: inTurn(press('marks.open'), untilDialog) },
  { name: 'dialog-mark-removed', path: DAY, screenOnly: true, act: markAndRemove },
  { name: 'statistics-compared', path: `${DAY}&compare=previous`, everyWidth: true },
  { name: 'statistics-compared-table', path: `${DAY}&compare=previous&view=table` },
  { name: 'statistics-imported', path: '/channels/{calm}/statistics?range=7d' },
  { name: 'statistics-off', path: '/channels/{never}/statistics' },
  { name: 'statistics-off-now', path: '/channels/{stopped}/statistics?range=24h' },
  { name: 'statistics-no-traffic', path: '/channels/{quiet}/statistics' },
  { name: 'statistics-no-errors', path: '/channels/{calm}/statistics?range=24h' },
  { name: 'statistics-failed-to-load', path: '/channels/{broken}/statistics', place: 'broken', isNoPage: true },
  { name: 'statistics-first-minutes', path: '/channels/{practice}/statistics' },
  { name: 'statistics-long-name', path: '/channels/{long}/statistics?range=24h', everyWidth: true },
  { name: 'statistics-suspended', path: '/channels/{suspended}/statistics' },
  {
    name: 'dialog-resume',
    path: '/channels/{suspended}/statistics',
    screenOnly: true,
    act: inTurn(press('suspension.resume'), untilDialog),
  },
  { name: 'statistics-of-a-send', path: '/channels/{tracked}/statistics?send=spring-1&campaign=spring' },
  { name: 'statistics-braze', path: '/channels/{braze}/statistics?range=1h' },
  { name: 'statistics-braze-all-accepted', path: '/channels/{accepted}/statistics?range=1h' },
  { name: 'deliveries-statistics', path: '/channels/{line}/statistics?kind=deliveries&range=1h' },
  {
    name: 'deliveries-statistics-pointed-at',
    path: '/channels/{line}/statistics?kind=deliveries&range=1h',
    screenOnly: true,
    act: hoverChart(0.95),
  },
  { name: 'deliveries-statistics-table', path: '/channels/{line}/statistics?kind=deliveries&range=1h&view=table' },
  { name: 'deliveries-statistics-nothing', path: '/channels/{quiet}/statistics?kind=deliveries' },
  {
    name: 'deliveries-statistics-failed-to-load',
    path: '/channels/{broken}/statistics?kind=deliveries',
    place: 'broken',
    isNoPage: true,
  },
  { name: 'response-times', path: '/channels/{slow}/statistics?kind=response_times&range=24h', everyWidth: true },
  {
    name: 'response-times-pointed-at',
    path: '/channels/{slow}/statistics?kind=response_times&range=24h',
    screenOnly: true,
    act: hoverChart(0.68),
  },
  { name: 'response-times-table', path: '/channels/{slow}/statistics?kind=response_times&range=24h&view=table' },
  { name: 'response-times-nothing', path: '/channels/{quiet}/statistics?kind=response_times' },
  {
    name: 'response-times-failed-to-load',
    path: '/channels/{broken}/statistics?kind=response_times',
    place: 'broken',
    isNoPage: true,
  },
  { name: 'print-statistics', path: DAY, print: true, only: 'wide' },
]
