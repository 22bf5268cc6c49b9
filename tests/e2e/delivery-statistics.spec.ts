import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import Database from 'better-sqlite3'
import type { TestServer } from '../support/start-server.ts'
import { complaintsOf, signIn, startConsole } from './console-server.ts'
import { call, countSince, makeChannel, record } from './simulated-night.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** On a full minute, so that what is accepted falls into bars that a test can name. */
const now = Math.floor(Date.now() / MINUTE) * MINUTE

// | minutes ago | state     | attempts | how many |
// | 50          | delivered | 1        |       20 |
// | 40          | delivered | 3        |        4 |
// | 40          | failed    | 6        |        2 |
// | 30          | skipped   | 0        |        5 |
// | 20          | pending   | 2        |        9 |
// in all 40 accepted, 24 arrived (60.0%), 4 of them on redelivery
const rows: [minutesAgo: number, state: string, attempts: number, count: number][] = [
  [50, 'delivered', 1, 20],
  [40, 'delivered', 3, 4],
  [40, 'failed', 6, 2],
  [30, 'skipped', 0, 5],
  [20, 'pending', 2, 9],
]

let server: TestServer
let key: string
let channel: string

/** Of the practice source, which no worker sends: what waits goes on waiting. */
function accept(channelId: string, some: typeof rows): void {
  const database = new Database(join(server.dataDir, 'todoku.db'), { timeout: 5_000 })
  const insert = database.prepare(`INSERT INTO deliveries (id, "channelNo", state, attempts, "createdAtMs", source)
    SELECT ?, no, ?, ?, ?, 'practice' FROM channels WHERE id = ?`)
  for (const [row, [minutesAgo, state, attempts, count]] of some.entries()) {
    for (let index = 0; index < count; index += 1) {
      insert.run(`${channelId}-${row}-${index}`, state, attempts, now - minutesAgo * MINUTE + index, channelId)
    }
  }
  database.close()
}

/** As a long failure leaves it. */
function suspend(channelId: string, atMs: number): void {
  const database = new Database(join(server.dataDir, 'todoku.db'), { timeout: 5_000 })
  database
    .prepare(`INSERT INTO channel_deliveries ("channelNo", "suspendedAtMs", "nextProbeAtMs")
      SELECT no, ?, ? FROM channels WHERE id = ?`)
    .run(atMs, now + 24 * HOUR, channelId)
  database
    .prepare(
      `INSERT INTO marks ("channelNo", "atMs", kind, label) SELECT no, ?, 'suspended', '' FROM channels WHERE id = ?`,
    )
    .run(atMs, channelId)
  database.close()
}

test.beforeAll(async () => {
  server = await startConsole()
  key = await server.createKey(['--name', 'e2e', '--instance'])
  channel = await makeChannel(server, key, 'Booking bot')
  countSince(server, channel, [[now - 30 * HOUR, null]])
  accept(channel, rows)
  suspend(channel, now - 25 * MINUTE)
})
test.afterAll(() => server.stop())
test.beforeEach(({ context }) => signIn(context, server))

const exactly = `from=${new Date(now - HOUR).toISOString()}&to=${new Date(now).toISOString()}`
const open = (page: Page, query = `?kind=deliveries&${exactly}`, id = channel) =>
  page.goto(`${server.baseUrl}/channels/${id}/statistics${query}`)
const panelOf = (page: Page) => page.getByRole('region', { name: '送信数' })
const tableOf = (page: Page) => page.getByRole('table', { name: /時間帯ごとの送信数/ })
const cell = (page: Page, name: string) =>
  page.getByRole('list', { name: 'いまの状態' }).getByRole('listitem').filter({ hasText: name })

test('the drop-down goes from errors to deliveries and back, in the address, undone by Back', async ({ page }) => {
  const complaints = complaintsOf(page)
  await open(page, `?${exactly}&cause=request_timeout`)
  const kind = page.getByRole('combobox', { name: '統計の種類' })
  await expect(kind.getByRole('option')).toHaveText(['エラー', '送信数', '応答時間'])
  // A choice made before the page is alive is lost, as any is: it is made again.
  await expect(async () => {
    await kind.selectOption('deliveries')
    await expect(page).toHaveURL(/kind=deliveries/, { timeout: 2_000 })
  }).toPass()
  await expect(panelOf(page).getByText('40件の受付', { exact: true })).toBeVisible()
  await expect(page).not.toHaveURL(/cause=/)
  await expect(page).toHaveURL(/from=/)
  await expect(page.getByRole('combobox', { name: '原因' })).toHaveCount(0)
  await page.reload()
  await expect(kind).toHaveValue('deliveries')
  await page.goBack()
  await expect(page).toHaveURL(/cause=request_timeout/)
  await expect(kind).toHaveValue('errors')
  expect(complaints).toEqual([])
})

test('the figures, the legend and the table say the same, and add up', async ({ page }) => {
  await open(page)
  const panel = panelOf(page)
  await expect(panel.getByText('60.0%届いた割合')).toBeVisible()
  await expect(panel.getByText('24件が届いています')).toBeVisible()
  for (const [name, count, share] of [
    ['1回で届いた', '20', '50.0%'],
    ['再送で届いた', '4', '10.0%'],
    ['失敗', '2', '5.0%'],
    ['見送り', '5', '12.5%'],
    ['待機中', '9', '22.5%'],
  ] as const) {
    await expect(cell(page, name)).toHaveText(`${name}${count}${share}`)
  }
  const cells = await tableOf(page).evaluate((table: HTMLTableElement) =>
    [...table.rows].slice(1).map((row) => [...row.cells].slice(1, 7).map((one) => Number(one.textContent))),
  )
  const sums = [0, 1, 2, 3, 4, 5].map((column) => cells.reduce((sum, row) => sum + (row[column] ?? 0), 0))
  // 受付, 届いた, うち再送, 失敗, 見送り, 待機中
  expect(sums).toEqual([40, 24, 4, 2, 5, 9])
})

test('what did not arrive leads to the deliveries themselves', async ({ page }) => {
  await open(page)
  await cell(page, '失敗').getByRole('link').click()
  await expect(page).toHaveURL(/\/deliveries\?.*state=failed/)
  const { searchParams } = new URL(page.url())
  expect(Date.parse(searchParams.get('from') ?? '')).toBe(now - HOUR)
  expect(Date.parse(searchParams.get('to') ?? '')).toBe(now)
  await open(page)
  await expect(cell(page, '1回で届いた').getByRole('link')).toHaveCount(0)
})

test('the keyboard walks through the bars, hears their numbers and what changed, and opens one', async ({ page }) => {
  await open(page)
  const chart = page.getByRole('slider', { name: 'グラフの時間帯' })
  await chart.focus()
  await page.keyboard.press('End')
  const go = async (text: string) => {
    for (let step = 0; step < 60; step += 1) {
      if ((await chart.getAttribute('aria-valuetext'))?.includes(text)) return
      await page.keyboard.press('ArrowLeft')
    }
  }
  await go('送信を停止')
  await expect(chart).toHaveAttribute('aria-valuetext', /受付 0件.*、送信を停止 \d\d:\d\d$/)
  await go('受付 6件')
  await expect(chart).toHaveAttribute(
    'aria-valuetext',
    /受付 6件、届いた 4件\(うち再送 4件\)、失敗 2件、見送り 0件、待機中 0件$/,
  )
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/deliveries\?/)
  const { searchParams } = new URL(page.url())
  expect(Date.parse(searchParams.get('from') ?? '')).toBe(now - 40 * MINUTE)
  expect(Date.parse(searchParams.get('to') ?? '')).toBe(now - 39 * MINUTE)
})

test('nothing accepted and all arrived cannot be mistaken for each other, and keep the place', async ({ page }) => {
  const calm = await makeChannel(server, key, 'Calm')
  accept(calm, [
    [50, 'delivered', 1, 3],
    [40, 'delivered', 2, 1],
  ])
  const quiet = await makeChannel(server, key, 'Quiet')
  const height = async () => Math.round((await panelOf(page).boundingBox())?.height ?? 0)

  await open(page)
  await expect(page.getByRole('slider')).toBeVisible()
  const usual = await height()

  await open(page, undefined, calm)
  await expect(panelOf(page).getByText('すべて届きました')).toBeVisible()
  await expect(panelOf(page).getByText('4件の受付、うち再送で届いたもの 1件')).toBeVisible()
  expect(await height()).toBe(usual)

  await open(page, '?kind=deliveries&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z', calm)
  await expect(panelOf(page).getByText('この期間に受け付けた配信はありません')).toBeVisible()
  expect(await height()).toBe(usual)
  await panelOf(page)
    .getByRole('link', { name: /を見る$/ })
    .click()
  await expect(panelOf(page).getByText('すべて届きました')).toBeVisible()

  await open(page, undefined, quiet)
  await expect(panelOf(page).getByText(/まだ一度も受け付けていません/)).toBeVisible()
  expect(await height()).toBe(usual)
})

test('marks stand in the lane of the chart of errors, and in its table', async ({ page }) => {
  const changed = await makeChannel(server, key, 'Changed')
  countSince(server, changed, [[now - 2 * HOUR, null]])
  await record(server, key, changed, [{ id: 'a', startedAt: now - MINUTE, durationMs: 9, outcome: { status: 500 } }])
  await call(server, key, 'PATCH', `/api/v1/channels/${changed}`, { webhookUrl: 'https://bot.example/new' })
  await open(page, '?range=1h', changed)
  const chart = page.getByRole('img', { name: /原因ごとのエラー件数/ })
  await expect(chart.getByText(/^URLを変更 \d\d:\d\d/)).toBeVisible()
  await expect(page.getByRole('table', { name: /時間帯ごとのエラー件数/ })).toContainText(/URLを変更 \d\d:\d\d/)
})

test('the overview says what waits, and what is suspended comes first', async ({ page }) => {
  const failing = await makeChannel(server, key, 'Failing')
  countSince(server, failing, [[now - 2 * HOUR, null]])
  await record(
    server,
    key,
    failing,
    Array.from({ length: 9 }, (_, index) => {
      return { id: `f${index}`, startedAt: now - MINUTE, durationMs: 9, outcome: { status: 500 } }
    }),
  )
  await page.goto(server.baseUrl)
  const attention = page.getByRole('region', { name: /^対応が必要/ })
  await expect(attention.locator('a[href$="/statistics"]')).toHaveText(['Booking bot', 'Failing'])
  const row = attention.getByRole('listitem').first()
  await expect(row).toContainText(/から、送信を止めています/)
  await expect(row.getByRole('link', { name: /^9件が待機中 · 最も古い受付は\d+分前$/ })).toHaveAttribute(
    'href',
    `/channels/${channel}/deliveries?state=pending&range=7d`,
  )
  await expect(page.getByText(/^待機中の配信 9件、最も古い受付は\d+分前$/)).toBeVisible()
  await open(page)
  await expect(page.getByText(/から、送信を止めています/).first()).toBeVisible()
})
