import { expect, type Page, test } from '@playwright/test'
import type { TestServer } from '../support/start-server.ts'
import { complaintsOf, prefer, signIn, startConsole } from './console-server.ts'
import { call, countSince, makeChannel } from './simulated-night.ts'

const SECOND = 1_000
const now = Date.now()

// | seconds ago | n  | outcome                             | purpose      |
// | 600         | 60 | 200                                 | delivery     |
// | 300         | 2  | 503                                 | delivery     |
// | 200         | 1  | TLS: intermediate missing           | delivery     |
// | 150         | 1  | request_timeout                     | redelivery   |
// | 100         | 1  | 404                                 | verification |
// in all 65; the newest is the verification
const EVENT = '01H810YECXQQZ37VAXPF6H9E6T'
const rows = [
  { ago: 600, n: 60, outcome: { status: 200 } },
  { ago: 300, n: 2, outcome: { status: 503 } },
  {
    ago: 200,
    n: 1,
    outcome: { error: { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', phase: 'tls' } },
    webhookEventId: EVENT,
  },
  {
    ago: 150,
    n: 1,
    outcome: { error: { code: 'ETIMEDOUT', phase: 'response' } },
    purpose: 'redelivery',
    webhookEventId: EVENT,
  },
  { ago: 100, n: 1, outcome: { status: 404 }, purpose: 'verification' },
]

let server: TestServer
let list: string

test.beforeAll(async () => {
  server = await startConsole()
  const key = await server.createKey(['--name', 'e2e', '--instance'])
  const channel = await makeChannel(server, key, 'Booking bot')
  countSince(server, channel, [[now - 24 * 3600 * SECOND, null]])
  const attempts = rows.flatMap(({ ago, n, ...attempt }, row) =>
    Array.from({ length: n }, (_, index) => ({
      id: `${row}-${index}`,
      startedAt: now - ago * SECOND + index * 10,
      durationMs: 47,
      url: 'https://bot.example/line/webhook',
      ...attempt,
    })),
  )
  await call(server, key, 'POST', `/api/v1/channels/${channel}/attempts`, { attempts })
  list = `${server.baseUrl}/channels/${channel}/attempts`
})
test.afterAll(() => server.stop())
test.beforeEach(({ context }) => signIn(context, server))

const attempts = (page: Page) => page.getByRole('table', { name: '試行の一覧' }).getByRole('link')
const panel = (page: Page) => page.getByRole('complementary', { name: '試行' })

test('newest first, a page at a time, with verification marked', async ({ page }) => {
  const complaints = complaintsOf(page)
  await page.goto(list)
  await expect(attempts(page)).toHaveCount(50)
  await expect(page.getByText('65件、新しい順')).toBeVisible()
  await expect(page.getByRole('row').nth(1)).toContainText('404')
  await expect(page.getByRole('row').nth(1)).toContainText('検証 · 統計外')
  await expect(page.getByRole('row').nth(2)).toContainText('再送')
  await page.getByRole('link', { name: '古い方へ' }).click()
  await expect(attempts(page)).toHaveCount(15)
  await expect(page.getByText('65件、新しい順')).toBeVisible()
  await expect(page.getByRole('link', { name: '古い方へ' })).toBeHidden()
  await page.goBack()
  await expect(attempts(page)).toHaveCount(50)
  await page.goForward()
  await page.getByRole('link', { name: '新しい方へ' }).click()
  await expect(page.getByRole('row').nth(1)).toContainText('404')
  expect(complaints).toEqual([])
})

test('filters are in the address, and begin at their first page', async ({ page }) => {
  await page.goto(list)
  await page.getByRole('link', { name: '古い方へ' }).click()
  await expect(attempts(page)).toHaveCount(15)
  await page.getByRole('combobox', { name: '結果' }).selectOption('失敗')
  await expect(attempts(page)).toHaveText([/404/, /Request timeout/, /TLS handshake failure/, /503/, /503/])
  await expect(page.getByText('5件、新しい順')).toBeVisible()
  await page.getByRole('combobox', { name: 'ステータスコード' }).selectOption('5XX')
  await expect(attempts(page)).toHaveCount(2)
  await page.reload()
  await expect(attempts(page)).toHaveCount(2)
  await page.getByRole('combobox', { name: 'ステータスコード' }).selectOption('ステータス: すべて')
  await page.getByRole('combobox', { name: '目的' }).selectOption('検証')
  await expect(attempts(page)).toHaveCount(1)
  await page.getByRole('combobox', { name: '原因' }).selectOption('request_timeout')
  await expect(page.getByRole('heading', { name: 'この期間に、当てはまる試行はありません' })).toBeVisible()
  const set = page.getByRole('list', { name: '絞り込んでいる条件' }).getByRole('listitem')
  await expect(set).toHaveText(['結果: 失敗', '原因: request_timeout', '目的: 検証'])
  await page.getByRole('link', { name: '絞り込みを外す' }).click()
  await expect(attempts(page)).toHaveCount(50)
  await page.getByRole('searchbox', { name: 'イベントIDで探す' }).fill(EVENT)
  await expect(attempts(page)).toHaveText([/Request timeout/, /TLS handshake failure/])
})

test('without filters a range without attempts says so, and filters are taken away within their range', async ({
  page,
}) => {
  await page.goto(`${list}?range=yesterday&purpose=verification`)
  await page.getByRole('link', { name: '絞り込みを外す' }).click()
  await expect(page).toHaveURL(`${list}?range=yesterday`)
  await expect(page.getByRole('heading', { name: 'この期間に、試行はありません' })).toBeVisible()
  await expect(page.getByRole('link', { name: '絞り込みを外す' })).toHaveCount(0)
})

test('on a phone what was chosen in the sheet is put back when it is cancelled', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${list}?state=failed`)
  const sheet = page.getByRole('dialog', { name: '絞り込みと表示' })
  await page.getByRole('button', { name: '絞り込みと表示' }).click()
  await sheet.getByRole('combobox', { name: '原因' }).selectOption('request_timeout')
  await expect(attempts(page)).toHaveText([/Request timeout/])
  await sheet.getByRole('combobox', { name: '結果' }).selectOption('結果: すべて')
  await expect(page).not.toHaveURL(/state=/)
  await sheet.getByRole('button', { name: 'やめる' }).click()
  await expect(sheet).toBeHidden()
  await expect(page).toHaveURL(`${list}?state=failed`)
  await expect(attempts(page)).toHaveCount(5)
  await page.getByRole('button', { name: '絞り込みと表示' }).click()
  await expect(sheet.getByRole('combobox', { name: '原因' })).toHaveValue('')
  await sheet.getByRole('combobox', { name: '原因' }).selectOption('request_timeout')
  await sheet.getByRole('button', { name: '表示する' }).click()
  await expect(attempts(page)).toHaveText([/Request timeout/])
})

test('one attempt has an address of its own, and says what to do', async ({ page }) => {
  await page.goto(`${list}?state=failed`)
  await attempts(page).filter({ hasText: 'TLS handshake failure' }).click()
  await expect(panel(page)).toBeFocused()
  await expect(panel(page)).toContainText('していない')
  await expect(panel(page)).toContainText('入っています')
  await expect(panel(page)).toContainText('サーバーが中間証明書を送っていないため')
  await expect(panel(page)).toContainText('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
  await expect(attempts(page).filter({ hasText: 'TLS' })).toHaveAttribute('aria-current', 'true')
  await page.reload()
  await expect(panel(page)).toContainText('TLS handshake failure')
})

test('keys: j and k walk, Esc closes, arrows and Enter work on the rows', async ({ page }) => {
  await page.goto(`${list}?state=failed`)
  // A page that is not alive yet has no keys.
  await expect(async () => {
    await attempts(page).first().focus()
    await page.keyboard.press('ArrowDown')
    await expect(attempts(page).nth(1)).toBeFocused({ timeout: 500 })
  }).toPass()
  await page.keyboard.press('Enter')
  await expect(panel(page)).toContainText('Request timeout')
  await expect(panel(page)).toContainText('したかもしれない')
  await page.keyboard.press('j')
  await expect(panel(page)).toContainText('TLS handshake failure')
  await page.keyboard.press('k')
  await expect(panel(page)).toContainText('Request timeout')
  await page.keyboard.press('Escape')
  await expect(panel(page)).toBeHidden()
  await expect(page).toHaveURL(`${list}?state=failed`)
})

test('j goes to the first row, and Esc back to the one that was open', async ({ page }) => {
  await page.goto(`${list}?state=failed`)
  await expect(async () => {
    await page.keyboard.press('j')
    await expect(attempts(page).first()).toBeFocused({ timeout: 500 })
  }).toPass()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(panel(page)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(panel(page)).toBeHidden()
  await expect(attempts(page).nth(1)).toBeFocused()
})

test('ids are copied whole, and the other tries of the same event are beside it', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`${list}?event=${EVENT}`)
  await attempts(page).last().click()
  await expect(panel(page)).toContainText('同じ配信の試行(2回)')
  const tries = panel(page).getByRole('region', { name: '同じ配信の試行' }).getByRole('listitem')
  await expect(tries).toHaveText([/TLS handshake failure/, /Request timeout/])
  await expect(tries.first().locator('[aria-current=true]')).toBeVisible()
  await panel(page).getByRole('button', { name: 'イベントIDをコピー' }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(EVENT)
  await tries.nth(1).getByRole('link').click()
  await expect(panel(page)).toContainText('したかもしれない')
})

test('a view is shared as it is now, or moving', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`${list}?state=failed&range=24h`)
  await page.getByRole('button', { name: '共有' }).click()
  await page.getByRole('button', { name: /^この期間のリンクをコピー/ }).click()
  await expect(page.getByText('あとで開いても、同じ期間が表示されます')).toBeVisible()
  const exact = await page.evaluate(() => navigator.clipboard.readText())
  expect(exact).toMatch(/state=failed&from=.+&to=/)
  await page.goto(exact)
  await expect(attempts(page)).toHaveCount(5)
  await page.goto(`${list}?state=failed&range=24h`)
  await page.getByRole('button', { name: '共有' }).click()
  await page.getByRole('button', { name: /^最新の期間のリンクをコピー/ }).click()
  await expect(page.getByText('開いたときの最新の期間')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('?state=failed&range=24h')
})

test('copies as cURL', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`${list}?status=5xx`)
  await attempts(page).first().click()
  await panel(page).getByRole('button', { name: 'cURLとしてコピー' }).click()
  await expect(panel(page).getByRole('button', { name: 'コピーしました' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(
    "curl -X POST 'https://bot.example/line/webhook'",
  )
})

test('an attempt that is not there says so beside the list', async ({ page, context }) => {
  await prefer(context, server, { locale: 'en' })
  await page.goto(`${list}?attempt=nothing`)
  await expect(page.getByRole('complementary', { name: 'Attempt' })).toContainText('Attempt not found')
  await expect(page.getByRole('table', { name: 'List of attempts' })).toBeVisible()
})
