import { expect, test } from '@playwright/test'
import { startServer, type TestServer } from '../support/start-server.ts'
import { complaintsOf, prefer } from './console-server.ts'

let server: TestServer
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  server = await startServer()
})
test.afterAll(() => server.stop())

const password = 'correct horse battery staple'

test('a wrong token finds no page, and nobody is let in without a session', async ({ page }) => {
  const wrong = await page.goto(`${server.baseUrl}/set-up?token=guessed`)
  expect(wrong?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'このページはありません' })).toBeVisible()

  await page.goto(`${server.baseUrl}/keys?from=a`)
  await expect(page).toHaveURL(`${server.baseUrl}/sign-in?next=${encodeURIComponent('/keys?from=a')}`)
})

test('the form says what is missing, then makes the first administrator', async ({ page }) => {
  const complaints = complaintsOf(page)
  await page.goto(server.setUpUrl ?? '')
  await page.getByRole('button', { name: '登録して始める' }).click()
  await expect(page.getByLabel('名前')).toBeFocused()
  await expect(page.getByLabel('名前')).toHaveAccessibleDescription('入力してください')
  await expect(page.getByLabel('メールアドレス')).toHaveAccessibleDescription('入力してください')
  await expect(page.getByLabel('パスワード')).toHaveAccessibleDescription(/12文字以上にしてください/)

  await page.getByLabel('名前').fill('佐藤')
  await page.getByLabel('メールアドレス').fill('sato@example')
  await page.getByLabel('パスワード').fill(password)
  await page.getByRole('button', { name: '登録して始める' }).click()
  await expect(page.getByLabel('メールアドレス')).toHaveAccessibleDescription('メールアドレスの形式が正しくありません')
  await page.getByLabel('メールアドレス').fill('sato@example.com')
  await page.getByRole('button', { name: '登録して始める' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '最初のチャネルを作りましょう' })).toBeVisible()
  expect(complaints).toEqual([])

  await page.getByRole('button', { name: '佐藤さんのメニュー' }).click()
  await page.getByRole('button', { name: 'サインアウト' }).click()
  await expect(page).toHaveURL(`${server.baseUrl}/sign-in`)
})

test('the link works once', async ({ page }) => {
  const again = await page.goto(server.setUpUrl ?? '')
  expect(again?.status()).toBe(404)
})

test('signing in leads back to the page that was asked for, and nowhere else', async ({ page, context }) => {
  await prefer(context, server, { locale: 'en' })
  await page.goto(`${server.baseUrl}/keys`)
  await page.getByLabel('E-mail address').fill('sato@example.com')
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'wrong' })).toHaveText(
    'The e-mail address or the password is wrong',
  )

  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(`${server.baseUrl}/keys`)
  await expect(page.getByRole('heading', { level: 1, name: 'API keys' })).toBeVisible()

  // Signed in already: straight on, but only within this site.
  await page.goto(`${server.baseUrl}/sign-in?next=${encodeURIComponent('//evil.example/')}`)
  await expect(page).toHaveURL(`${server.baseUrl}/`)
})

test('too many wrong passwords are told apart from a wrong one', async ({ page }) => {
  await page.goto(`${server.baseUrl}/sign-in`)
  await page.getByLabel('メールアドレス').fill('nobody@example.com')
  const alert = page.getByRole('alert').filter({ hasText: /./ })
  for (let tries = 0; tries < 6; tries += 1) {
    await page.getByLabel('パスワード').fill(`wrong password ${tries}`)
    const answered = page.waitForResponse('**/api/auth/sign-in/email')
    await page.getByRole('button', { name: 'サインイン' }).click()
    await answered
  }
  await expect(alert).toContainText('短い間に操作が多すぎました')
})

test('a reader without a choice gets their browser’s language, and the system’s theme', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'en-GB', colorScheme: 'dark' })
  const page = await context.newPage()
  await page.goto(`${server.baseUrl}/sign-in`)
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect(page.locator('html')).not.toHaveAttribute('data-theme')
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  expect(await background()).toBe('rgb(14, 15, 17)')

  await page.getByRole('button', { name: 'Theme' }).click()
  await page.getByRole('button', { name: 'Light' }).click()
  expect(await background()).toBe('rgb(246, 246, 247)')
  await page.getByRole('button', { name: '日本語' }).click()
  await expect(page.getByRole('heading', { name: 'サインイン' })).toBeVisible()
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja')
  await context.close()
})
