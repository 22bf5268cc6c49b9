import { expect, type Page, test } from '@playwright/test'
import type { TestServer } from '../support/start-server.ts'
import { complaintsOf, expectAccessible, prefer, signIn, startConsole } from './console-server.ts'
import { call, makeChannel } from './simulated-night.ts'

let server: TestServer
const idOf = new Map<string, string>()

test.beforeAll(async () => {
  server = await startConsole()
  const key = await server.createKey(['--name', 'e2e', '--instance'])
  for (const name of ['クーポン配信', 'Parcel status', 'Parcel returns', 'Booking bot']) {
    idOf.set(name, await makeChannel(server, key, name))
  }
  const attempt = { id: 'from-elsewhere-1', startedAt: Date.now() - 60_000, durationMs: 40, outcome: { status: 503 } }
  const attempts = [{ ...attempt, url: 'https://bot.example/webhook' }]
  await call(server, key, 'POST', `/api/v1/channels/${idOf.get('Booking bot')}/attempts`, { attempts })
})
test.afterAll(() => server.stop())
test.beforeEach(({ context }) => signIn(context, server))

const field = (page: Page) => page.getByRole('combobox', { name: '移動先や操作を探す' })
const options = (page: Page) => page.getByRole('listbox', { name: '候補' }).getByRole('option')
const chosen = (page: Page) => options(page).and(page.locator('[aria-selected=true]'))
const channel = (name: string, page: string) => `${server.baseUrl}/channels/${idOf.get(name)}/${page}`

/** A page has its keys when it is alive, which a busy machine takes a moment for. */
async function open(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Control+k')
    await expect(field(page)).toBeFocused({ timeout: 1_000 })
  }).toPass()
  await expect(options(page).first()).toBeVisible()
}

test('a few letters and Enter reach a channel, its pages, the guide; Back comes back', async ({ page }) => {
  const complaints = complaintsOf(page)
  await page.goto(server.baseUrl)
  await open(page)
  await page.keyboard.type('kupon')
  await expect(chosen(page)).toContainText('クーポン配信')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(channel('クーポン配信', 'statistics'))
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await open(page)
  await page.keyboard.type('設定 returns')
  await expect(options(page)).toHaveText([/Messaging API設定.*Parcel returns/])
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(channel('Parcel returns', 'settings'))

  await open(page)
  await page.keyboard.type('tls handshake')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${server.baseUrl}/guide/tls-handshake-failure`)
  await page.goBack()
  await expect(page).toHaveURL(channel('Parcel returns', 'settings'))
  expect(complaints).toEqual([])
})

test('what was opened before comes first, then the pages of this channel', async ({ page }) => {
  await page.goto(channel('Booking bot', 'attempts'))
  await page.goto(channel('Parcel status', 'attempts'))
  await open(page)
  const here = page.getByRole('group', { name: 'このチャネル' }).getByRole('option')
  await expect(page.getByRole('group', { name: '最近開いたもの' }).getByRole('option')).toHaveText([/Booking bot/])
  await expect(here).toHaveText([
    /統計情報/,
    /Webhookエラー/,
    /配信/,
    /試行/,
    /送信とキャンペーン/,
    /Messaging API設定/,
  ])
  await page.keyboard.press('ArrowDown')
  await expect(chosen(page)).toHaveText(/統計情報/)
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await expect(options(page).last()).toHaveAttribute('aria-selected', 'true')
})

test('Esc gives the focus back; a conversion that ends with Enter chooses nothing; the count is announced', async ({
  page,
}) => {
  await page.goto(server.baseUrl)
  const button = page.getByRole('button', { name: '移動・検索' })
  await button.click()
  await expect(options(page).first()).toBeVisible()
  await page.keyboard.type('くーぽん')
  await expect(page.getByRole('status').filter({ hasText: '候補は' })).toHaveText(/候補は\d+件/)
  await field(page).dispatchEvent('keydown', { key: 'Enter', isComposing: true, keyCode: 229, bubbles: true })
  await expect(field(page)).toBeFocused()
  await expect(page).toHaveURL(`${server.baseUrl}/`)
  await field(page).fill('zzzz')
  await expect(page.getByRole('dialog')).toContainText('「zzzz」に')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(button).toBeFocused()
})

test('an id that was pasted leads to its attempt, in whatever channel', async ({ page }) => {
  const complaints = complaintsOf(page)
  await page.goto(server.baseUrl)
  await open(page)
  await field(page).fill('from-elsewhere-1')
  await expect(chosen(page)).toHaveText(/試行 from-elsewhere-1.*Booking bot/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: '試行' })).toContainText('503 Service Unavailable')
  expect(complaints).toEqual([])
})

test('commands: the theme, the language, a link with the exact range', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`${channel('Booking bot', 'attempts')}?range=24h&cause=error_status_code`)
  await expect(page.getByRole('table', { name: '試行の一覧' })).toBeVisible()
  await open(page)
  await page.keyboard.type('リンク')
  await page.keyboard.press('Enter')
  await expect(page.getByText('あとで開いても、同じ期間が表示されます')).toBeVisible()
  const link = new URL(await page.evaluate(() => navigator.clipboard.readText()))
  expect(link.searchParams.get('range')).toBeNull()
  expect(link.searchParams.get('cause')).toBe('error_status_code')
  const [from, to] = ['from', 'to'].map((name) => Date.parse(link.searchParams.get(name) ?? ''))
  expect((to ?? 0) - (from ?? 0)).toBe(24 * 3_600_000)

  await open(page)
  await page.keyboard.type('dark')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await open(page)
  await page.keyboard.type('english')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Go to…' })).toBeVisible()
})

test('no rule of accessibility is broken, and on a phone it is the whole screen', async ({ page, context }) => {
  await prefer(context, server, { locale: 'ja' })
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto(server.baseUrl)
  await page.getByRole('button', { name: '移動・検索' }).click()
  await expect(options(page).first()).toBeVisible()
  expect(await page.getByRole('dialog').boundingBox()).toMatchObject({ x: 0, y: 0, width: 360, height: 740 })
  await expectAccessible(page)
  await page.getByRole('dialog').getByRole('button', { name: '閉じる' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
})
