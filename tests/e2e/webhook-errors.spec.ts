import { expect, type Page, test } from '@playwright/test'
import type { TestServer } from '../support/start-server.ts'
import { complaintsOf, prefer, signIn, startConsole } from './console-server.ts'
import { saveTable } from './save-table.ts'
import { call, countSince, makeChannel, type Reported, record } from './simulated-night.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const now = Math.floor(Date.now() / MINUTE) * MINUTE
const exactly = `from=${new Date(now - 3 * HOUR).toISOString()}&to=${new Date(now).toISOString()}`
const REFUSED: Reported['outcome'] = { error: { code: 'ECONNREFUSED', phase: 'tcp' } }

let made = 0
const failed = (minutesAgo: number, second: number, outcome: Reported['outcome'] = { status: 503 }): Reported => {
  made += 1
  return { id: `w${made}`, startedAt: now - minutesAgo * MINUTE + second * 1_000, durationMs: 9, outcome }
}

let server: TestServer
let key: string
let channel: string
let calm: string
let never: string

test.beforeAll(async () => {
  server = await startConsole()
  key = await server.createKey(['--name', 'e2e', '--instance'])
  channel = await makeChannel(server, key, 'Booking bot')
  countSince(server, channel, [[now - 30 * HOUR, null]])
  // 122 rows: two in the newest minute, 120 older ones. 123 errors.
  await record(server, key, channel, [
    failed(2, 39),
    failed(2, 0),
    failed(2, 21, REFUSED),
    ...Array.from({ length: 120 }, (_, index) => failed(10 + index, 7)),
    failed(2, 5, { status: 200 }),
    { ...failed(2, 6), purpose: 'verification' },
  ])
  calm = await makeChannel(server, key, 'Calm bot')
  countSince(server, calm, [[now - HOUR, null]])
  await record(server, key, calm, [failed(5, 0, { status: 200 })])
  const body = { name: 'Never', kind: 'line', webhookUrl: 'https://bot.example/' }
  never = ((await call(server, key, 'POST', '/api/v1/channels', body)) as { channel: { id: string } }).channel.id
})
test.afterAll(() => server.stop())
test.beforeEach(({ context }) => signIn(context, server))

const open = (page: Page, query = `?${exactly}`, id = channel) =>
  page.goto(`${server.baseUrl}/channels/${id}/webhook-errors${query}`)
const panelOf = (page: Page) => page.getByRole('region', { name: 'Webhookエラー', exact: true })
const rowsOf = (page: Page) => page.getByRole('table', { name: 'Webhookエラーの一覧' }).locator('tbody tr')
/** On LINE's clock. */
const wall = (ms: number) => new Date(ms + 9 * HOUR).toISOString()
const time = (ms: number) => wall(ms).slice(11, 19)
const date = (ms: number) => wall(ms).slice(0, 10).replaceAll('-', '/')

test('LINE’s table: a row for each minute, cause and detail, newest first, page by page', async ({ page }) => {
  const complaints = complaintsOf(page)
  await open(page)
  await expect(panelOf(page).getByText('122行、エラー 123件、新しい順。時刻は UTC+9')).toBeVisible()
  const minute = now - 2 * MINUTE
  const cells = await rowsOf(page).evaluateAll((rows) =>
    rows
      .slice(0, 2)
      .map((row) => [...row.querySelectorAll('td')].map((cell) => cell.innerText.replace(/\(.*\)/, '').trim())),
  )
  expect(cells).toEqual([
    [date(minute), time(minute + 21_000), time(minute + 21_000), 'could_not_connect', 'Connection failed', '1'],
    [date(minute), time(minute), time(minute + 39_000), 'error_status_code', '503', '2'],
  ])
  await expect(rowsOf(page)).toHaveCount(100)
  await page.getByRole('link', { name: '古い方へ' }).click()
  await expect(rowsOf(page)).toHaveCount(22)
  await page.getByRole('link', { name: '新しい方へ' }).click()
  await expect(rowsOf(page)).toHaveCount(100)
  await page.goBack()
  await expect(rowsOf(page)).toHaveCount(22)
  expect(complaints).toEqual([])
})

test('the link to the exact range leads to the same page of the list', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(page, '?range=6h')
  await page.getByRole('link', { name: '古い方へ' }).click()
  await expect(rowsOf(page)).toHaveCount(22)
  await page.getByRole('button', { name: '共有' }).click()
  await page.getByRole('button', { name: 'この期間のリンクをコピー' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'コピー' })).toBeVisible()
  await page.goto(await page.evaluate(() => navigator.clipboard.readText()))
  await expect(page).toHaveURL(/from=.*to=/)
  await expect(rowsOf(page)).toHaveCount(22)
})

test('it is narrowed by cause and detail, and a row leads to its attempts', async ({ page }) => {
  await open(page)
  const cause = page.getByRole('combobox', { name: '原因' })
  await expect(async () => {
    await cause.selectOption('could_not_connect')
    await expect(page).toHaveURL(/cause=could_not_connect/, { timeout: 2_000 })
  }).toPass()
  await expect(rowsOf(page)).toHaveCount(1)
  await rowsOf(page).getByRole('link', { name: 'Connection failed' }).click()
  await expect(page).toHaveURL(/\/attempts\?/)
  await expect(page.locator('a[data-row-link]')).toHaveCount(1)
  await open(page, `?${exactly}&cause=unclassified`)
  await expect(panelOf(page).getByText('この条件に当てはまるエラーはありません')).toBeVisible()
  await expect(page.getByRole('list', { name: '絞り込んでいる条件' })).toHaveText('原因: unclassified')
  await page.getByRole('link', { name: '絞り込みを外す' }).click()
  await expect(rowsOf(page)).toHaveCount(100)
})

test('all rows are saved as TSV, under LINE’s names of the columns in the reader’s language', async ({
  page,
  context,
}) => {
  const save = async (menu: string) => {
    await open(page)
    const { name, columns, rows } = await saveTable(page, menu, /^TSV/)
    expect(name).toMatch(/-webhook-errors-\d{8}T\d{4}-\d{8}T\d{4}\.tsv$/)
    return [columns, ...rows.map((row) => Object.values(row))].map((cells) => cells.join('\t'))
  }
  const lines = await save('保存: Webhookエラー')
  expect(lines).toHaveLength(123)
  expect(lines[0]).toBe('日付\t開始\t終了\t原因\t詳細\tエラー')
  expect(lines[2]).toBe(
    [
      date(now - 2 * MINUTE),
      time(now - 2 * MINUTE),
      time(now - 2 * MINUTE + 39_000),
      'error_status_code',
      '503',
      '2',
    ].join('\t'),
  )
  await prefer(context, server, { locale: 'en' })
  expect((await save('Save: Webhook errors'))[0]).toBe('Date\tStart\tEnd\tReason\tDetail\tErrors')
})

test('the tab is there while errors are counted or once were, and not before', async ({ page }) => {
  const tab = page.getByRole('navigation', { name: 'チャネルのページ' }).getByRole('link', { name: 'Webhookエラー' })
  await page.goto(`${server.baseUrl}/channels/${channel}/statistics`)
  await tab.click()
  await expect(tab).toHaveAttribute('aria-current', 'page')
  await page.goto(`${server.baseUrl}/channels/${never}/settings`)
  await expect(page.getByRole('navigation', { name: 'チャネルのページ' })).toBeVisible()
  await expect(tab).toHaveCount(0)
  const once = await makeChannel(server, key, 'Once')
  await call(server, key, 'PATCH', `/api/v1/channels/${once}`, { errorStatistics: false })
  await page.goto(`${server.baseUrl}/channels/${once}/settings`)
  await expect(tab).toBeVisible()
})

test('off, no traffic and all arrived cannot be mistaken for each other', async ({ page }) => {
  await open(page, '?range=1h', calm)
  await expect(panelOf(page).getByText('すべて届きました')).toBeVisible()
  await expect(panelOf(page).getByText('1件の試行、エラー 0件')).toBeVisible()
  await expect(page.getByRole('button', { name: '保存: Webhookエラー' })).toHaveCount(0)

  await open(
    page,
    `?from=${new Date(now - 30 * MINUTE).toISOString()}&to=${new Date(now - 20 * MINUTE).toISOString()}`,
    calm,
  )
  await expect(panelOf(page).getByText('この期間に、このチャネルへの送信はありませんでした')).toBeVisible()

  await open(page, '?range=24h', calm)
  await expect(panelOf(page).getByText(/集計オフが1回あります/)).toBeVisible()

  await open(page, '?range=1h', never)
  await expect(panelOf(page).getByText('この期間は集計していません')).toBeVisible()
})
