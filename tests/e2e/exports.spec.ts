import { setTimeout as sleep } from 'node:timers/promises'
import { expect, type Page, test } from '@playwright/test'
import type { TestServer } from '../support/start-server.ts'
import { complaintsOf, expectAccessible, prefer, signIn, startConsole } from './console-server.ts'
import { saveTable } from './save-table.ts'
import { call, countSince, makeChannel, type Reported, record } from './simulated-night.ts'

const MINUTE = 60_000
const now = Math.floor(Date.now() / MINUTE) * MINUTE
const CHANNEL = '予約受付ボット(本番)'
const CSV = /^CSV/
const TSV = /^TSV/

let server: TestServer
let channel: string
let deliveryId: string
let runId: string
let base: string

// | minutes ago | outcome         | how many | took |
// | 50          | 200             |       60 |  100 |
// | 40          | 503             |       30 |  400 |
// | 30          | Request timeout |       20 | 2001 |
const attempts: Reported[] = [
  ...made(60, 50, { status: 200 }, 100),
  ...made(30, 40, { status: 503 }, 400),
  ...made(20, 30, { error: { code: 'ETIMEDOUT', phase: 'response' } }, 2_001),
]

function made(count: number, minutesAgo: number, outcome: Reported['outcome'], durationMs: number): Reported[] {
  return Array.from({ length: count }, (_, n) => {
    const startedAt = now - minutesAgo * MINUTE + n * 10
    return { id: `${minutesAgo}-${n}`, startedAt, durationMs, outcome, sendId: 's1', campaignId: 'spring' }
  })
}

async function until<T>(look: () => Promise<T>, isSo: (value: T) => boolean): Promise<T> {
  for (const deadline = Date.now() + 30_000; ; await sleep(100)) {
    const value = await look()
    if (isSo(value)) return value
    expect(Date.now(), JSON.stringify(value)).toBeLessThan(deadline)
  }
}

test.beforeAll(async () => {
  server = await startConsole()
  const key = await server.createKey(['--name', 'e2e', '--instance'])
  const ask = async <T>(method: string, path: string, body?: unknown) =>
    (await call(server, key, method, path, body)) as T
  channel = await makeChannel(server, key, CHANNEL)
  base = `${server.baseUrl}/channels/${channel}`
  countSince(server, channel, [[now - 30 * 60 * MINUTE, null]])
  await record(server, key, channel, attempts)
  type Delivery = { id: string; state: string }
  const { delivery } = await ask<{ delivery: Delivery }>('POST', `/api/v1/channels/${channel}/deliveries`, {
    body: { events: [{ type: 'follow' }] },
  })
  deliveryId = delivery.id
  const state = async () =>
    (await ask<{ delivery: Delivery }>('GET', `/api/v1/deliveries/${deliveryId}`)).delivery.state
  await until(state, (one) => one === 'failed')
  type Run = { run: { id: string; endedAt: string | null } }
  const wanted = { from: 0, to: Date.now() + 1_000 }
  runId = (await ask<Run>('POST', `/api/v1/channels/${channel}/redeliver`, wanted)).run.id
  await until(
    () => ask<Run>('GET', `/api/v1/redeliveries/${runId}`),
    ({ run }) => run.endedAt !== null,
  )
  await ask('POST', '/api/v1/keys', { name: '送信サーバー', channelId: channel, scopes: ['attempts:write'] })
  await ask('POST', '/api/v1/practice', { seconds: 5 })
  type Practice = { run: { state: string } }
  await until(
    () => ask<Practice>('GET', '/api/v1/practice'),
    ({ run }) => run.state === 'finished',
  )
})
test.afterAll(() => server.stop())
test.beforeEach(({ context }) => signIn(context, server))

const hour = () => `from=${new Date(now - 60 * MINUTE).toISOString()}&to=${new Date(now).toISOString()}`
/** The cells of a table as they are seen, row by row. */
const seen = (page: Page, name: string | RegExp) =>
  page
    .getByRole('table', { name })
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => (cell as HTMLElement).innerText.trim())),
    )
const numbers = (cells: readonly string[]) => cells.map((cell) => cell.replaceAll(',', ''))

test('the attempts: all of the filter in the file, of which the page shows fifty', async ({ page }) => {
  const complaints = complaintsOf(page)
  await page.goto(`${base}/attempts?${hour()}&state=failed`)
  await expect(page.locator('a[data-row-link]')).toHaveCount(50)
  const file = await saveTable(page, '保存: 試行', CSV)
  expect(file.name).toMatch(/^todoku-予約受付ボット\(本番\)-attempts-\d{8}T\d{4}-\d{8}T\d{4}\.csv$/)
  expect(file.columns.slice(0, 4)).toEqual(['ID', 'チャネルID', '開始', '所要(ms)'])
  expect(file.rows.map((row) => row.詳細)).toEqual([...Array(20).fill('Request timeout'), ...Array(30).fill('503')])
  expect(file.rows[0]?.開始).toMatch(/\+09:00$/)
  expect((await saveTable(page, '保存: 試行', TSV)).rows).toEqual(file.rows)
  await page.goto(`${base}/attempts?${hour()}`)
  expect((await saveTable(page, '保存: 試行', CSV)).rows).toHaveLength(attempts.length)
  expect(complaints).toEqual([])
})

test('the errors: the bars, the details and the status codes that are seen', async ({ page }) => {
  await page.goto(`${base}/statistics?${hour()}&view=table`)
  await expect(page.getByRole('table', { name: /エラー/ }).first()).toBeVisible()
  const bars = (await seen(page, /エラー/)).filter((row) => row.length > 3)
  const file = await saveTable(page, '保存: エラー', CSV)
  expect(file.name).toContain('-errors-')
  expect(file.rows.map((row) => Number(row.エラー)).reverse()).toEqual(bars.map((row) => Number(numbers(row).at(-3))))
  expect(file.rows.reduce((sum, row) => sum + Number(row.エラー), 0)).toBe(50)
  expect(file.rows.reduce((sum, row) => sum + Number(row.request_timeout), 0)).toBe(20)
  const details = await saveTable(page, '保存: 詳細', TSV)
  expect(details.rows.map((row) => [row.原因, row.詳細, row.エラー, row.割合])).toEqual([
    ['error_status_code', '503', '30', '0.6'],
    ['request_timeout', 'Request timeout', '20', '0.4'],
  ])
  expect((await seen(page, '詳細')).map(([detail]) => detail?.split('\n')[0])).toEqual(['503', 'Request timeout'])
  const codes = await saveTable(page, '保存: ステータスコード', CSV)
  expect(codes.rows).toEqual([{ 区分: '5XX', 詳細: '503', エラー: '30', 割合: '1' }])
  // What the page is narrowed to, its file is too.
  await page.goto(`${base}/statistics?${hour()}&detail=503&view=table`)
  const narrowed = await saveTable(page, '保存: エラー', CSV)
  expect(narrowed.rows.reduce((sum, row) => sum + Number(row.エラー), 0)).toBe(30)
})

test('the deliveries over time, the response times and their percentiles', async ({ page }) => {
  await page.goto(`${base}/statistics?kind=deliveries&range=1h&view=table`)
  const deliveries = await saveTable(page, '保存: 送信数', CSV)
  expect(deliveries.rows.reduce((sum, row) => sum + Number(row.受付), 0)).toBe(1)
  await page.goto(`${base}/statistics?kind=response_times&${hour()}&view=table`)
  const times = await saveTable(page, '保存: 応答時間', 'CSV 時間ごと')
  expect(times.rows.map((row) => Number(row.成功)).reduce((sum, count) => sum + count, 0)).toBe(60)
  const percentiles = await saveTable(page, '保存: 応答時間', 'TSV 期間全体')
  expect(percentiles.rows.map((row) => [row.対象, row.試行])).toEqual([
    ['successes', '60'],
    ['failures', '50'],
  ])
  expect(Math.abs(Number(percentiles.rows[0]?.['p50(ms)']) - 100)).toBeLessThanOrEqual(1)
})

test('LINE’s table, under LINE’s names of the columns', async ({ page, context }) => {
  await page.goto(`${base}/webhook-errors?${hour()}`)
  const file = await saveTable(page, '保存: Webhookエラー', CSV)
  expect(file.columns).toEqual(['日付', '開始', '終了', '原因', '詳細', 'エラー'])
  expect(file.rows.map((row) => [row.詳細, row.エラー])).toEqual([
    ['Request timeout', '20'],
    ['503', '30'],
  ])
  await prefer(context, server, { locale: 'en' })
  await page.reload()
  const english = await saveTable(page, 'Save: Webhook errors', TSV)
  expect(english.columns).toEqual(['Date', 'Start', 'End', 'Reason', 'Detail', 'Errors'])
})

test('deliveries, one delivery’s attempts, redelivery runs and what they sent again', async ({ page }) => {
  await page.goto(`${base}/deliveries`)
  const deliveries = await saveTable(page, '保存: 配信', CSV)
  expect(deliveries.rows.map((row) => row.ID)).toEqual([deliveryId])
  await page.goto(`${base}/deliveries/${deliveryId}`)
  const tries = await saveTable(page, '保存: この配信の試行', CSV)
  expect(tries.name).toContain(`-delivery-${deliveryId}.csv`)
  expect(tries.rows.map((row) => row.目的)).toEqual(['delivery', 'redelivery'])
  await page.goto(`${base}/deliveries/runs`)
  const runs = await saveTable(page, '保存: 再送の記録', CSV)
  expect(runs.rows.map((row) => [row.ID, row.状態, row.件数])).toEqual([[runId, 'halted', '1']])
  await page.goto(`${base}/deliveries/runs/${runId}`)
  const items = await saveTable(page, '保存: 再送した配信', TSV)
  expect(items.rows.map((row) => [row.配信ID, row.状態])).toEqual([[deliveryId, 'failed']])
})

test('sends and campaigns', async ({ page }) => {
  await page.goto(`${base}/sends`)
  const sends = await saveTable(page, '保存: 送信', CSV)
  expect(sends.rows.map((row) => [row.送信ID, row.試行, row.エラー])).toEqual([['s1', '110', '50']])
  await page.goto(`${base}/sends?list=campaigns`)
  const campaigns = await saveTable(page, '保存: キャンペーン', CSV)
  expect(campaigns.rows.map((row) => [row.キャンペーンID, row.送信の数])).toEqual([['spring', '1']])
})

test('the channels, the keys without themselves, the periods, the practice', async ({ page }) => {
  await page.goto(server.baseUrl)
  const channels = await saveTable(page, '保存: チャネルの一覧', CSV)
  expect(channels.name).toMatch(/^todoku-overview-\d{8}T\d{4}\.csv$/)
  expect(channels.rows.find((row) => row.名前 === CHANNEL)).toMatchObject({ 'エラー(24時間)': '52', 最多の詳細: '503' })
  await page.goto(`${server.baseUrl}/keys`)
  const keys = await saveTable(page, '保存: APIキー', CSV)
  expect(keys.rows.map((row) => row.名前)).toEqual(['送信サーバー', 'e2e'])
  expect(keys.columns).toEqual(['ID', '名前', 'チャネルID', '権限', '先頭', '作成', '最後の利用', '無効'])
  await page.goto(`${base}/settings`)
  expect((await saveTable(page, '保存: APIキー', CSV)).rows.map((row) => row.名前)).toEqual(['送信サーバー'])
  const periods = await saveTable(page, '保存: 集計した期間', CSV)
  expect(periods.rows).toHaveLength(1)
  await page.goto(`${server.baseUrl}/practice`)
  const practice = await saveTable(page, '保存: 起きた失敗', CSV)
  expect(practice.rows.map((row) => row.詳細)).toContain('Request timeout')
})

test('the menu goes by keyboard, on a phone too, and a refusal is a word and no file', async ({ page, context }) => {
  await page.goto(`${base}/attempts?${hour()}`)
  const button = page.getByRole('button', { name: '保存: 試行', exact: true })
  const menu = page.getByRole('group', { name: '保存: 試行', exact: true })
  await button.focus()
  await page.keyboard.press('Enter')
  await expect(menu).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await expect(button).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(menu.getByRole('link', { name: CSV })).toBeFocused()
  const download = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  expect(await (await download).failure()).toBeNull()
  await expect(menu).toBeHidden()

  await page.setViewportSize({ width: 360, height: 740 })
  await button.click()
  await expectAccessible(page)
  for (const choice of [CSV, TSV]) {
    const box = await menu.getByRole('link', { name: choice }).boundingBox()
    expect(box?.height).toBeGreaterThanOrEqual(40)
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(740)
  }
  const downloads: unknown[] = []
  page.on('download', (file) => downloads.push(file))
  await context.clearCookies()
  await menu.getByRole('link', { name: CSV }).click()
  await expect(page.getByRole('status').filter({ hasText: 'サインイン' })).toBeVisible()
  expect(downloads).toEqual([])
})
