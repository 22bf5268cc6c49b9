import { expect, type Page, test } from '@playwright/test'
import type { TestServer } from '../support/start-server.ts'
import { expectAccessible, signIn, startConsole } from './console-server.ts'
import { makeChannel } from './simulated-night.ts'

let server: TestServer

test.beforeAll(async () => {
  server = await startConsole()
  const key = await server.createKey(['--name', 'e2e', '--instance'])
  for (const name of ['First bot', 'Second bot']) await makeChannel(server, key, name)
})
test.afterAll(() => server.stop())
test.beforeEach(({ context }) => signIn(context, server))

const dialog = (page: Page) => page.getByRole('dialog', { name: 'キーボードの操作' })
const rows = (page: Page) => page.getByRole('main').getByRole('link', { name: /bot$/ })

async function openHelp(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('?')
    await expect(dialog(page)).toBeVisible({ timeout: 1_000 })
  }).toPass()
}

test('? shows the keys by where they work, and Esc closes', async ({ page }) => {
  await page.goto(server.baseUrl)
  await openHelp(page)
  await expect(dialog(page).getByRole('heading', { level: 3 })).toHaveText([
    'すべてのページ',
    '一覧(チャネル、配信、試行、Webhookエラー)',
    '開いている試行',
    'グラフ(Tabキーで選んだあと)',
  ])
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toHaveCount(0)
})

test('j and k go from row to row, Enter opens', async ({ page }) => {
  await page.goto(server.baseUrl)
  await expect(async () => {
    await page.keyboard.press('j')
    await expect(rows(page).first()).toBeFocused({ timeout: 500 })
  }).toPass()
  await page.keyboard.press('j')
  await expect(rows(page).nth(1)).toBeFocused()
  await page.keyboard.press('k')
  await expect(rows(page).first()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/channels\/[^/]+\/statistics/)
})

test('single letters can be turned off, also after a reload; Ctrl+K stays', async ({ page }) => {
  await page.goto(server.baseUrl)
  const hint = page.getByRole('main').locator('kbd', { hasText: '/' })
  await expect(hint).toBeVisible()
  await openHelp(page)
  await dialog(page).getByRole('switch', { name: '1文字のキーを使う' }).click()
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toHaveCount(0)

  await page.reload()
  await expect(hint).toBeHidden()
  await expect(async () => {
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('combobox')).toBeFocused({ timeout: 1_000 })
  }).toPass()
  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  await page.keyboard.press('?')
  await page.keyboard.press('j')
  await expect(page.getByRole('searchbox')).not.toBeFocused()
  await expect(rows(page).first()).not.toBeFocused()
  // Had `?` opened its dialog, which may take a moment, the palette would not open above it.
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.getByRole('button', { name: /さんのメニュー$|のメニュー/ }).click()
  await page.getByRole('button', { name: 'キーボードの操作' }).click()
  await expect(dialog(page).getByRole('switch')).toHaveAttribute('aria-checked', 'false')
  await dialog(page).getByRole('switch').click()
  await dialog(page).getByRole('button', { name: '閉じる' }).click()
  await expect(dialog(page)).toHaveCount(0)
  await openHelp(page)
})
