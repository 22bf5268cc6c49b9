import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, type Page, test } from '@playwright/test'
import { startServer, type TestServer } from '../support/start-server.ts'
import { ADMINISTRATOR, complaintsOf, expectAccessible, prefer, signIn } from './console-server.ts'
import { call } from './simulated-night.ts'

/** A bot of the test's own that answers when it is told to. */
let bot: Server
let botUrl: string
let answer: (status: number) => void
let server: TestServer
let settings: string
let practice: string
/** The URL of a practice case; which port the bot has now is the server's business. */
let practiceUrl: (id: string) => string

test.beforeAll(async () => {
  bot = createServer((request, response) => {
    request.resume()
    answer = (status) => response.writeHead(status).end()
  })
  await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve))
  botUrl = `http://127.0.0.1:${(bot.address() as AddressInfo).port}/webhook`
  server = await startServer({
    env: {
      TODOKU_ADMIN_EMAIL: ADMINISTRATOR.email,
      TODOKU_ADMIN_PASSWORD: ADMINISTRATOR.password,
      WEBHOOK_ALLOW_HTTP: '1',
      WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8',
    },
  })
  const key = await server.createKey(['--name', 'e2e', '--instance'])
  type Made = { channel: { id: string; webhookUrl: string } }
  const channel = { name: '予約受付ボット', kind: 'line', webhookUrl: botUrl, timeoutMs: 20_000 }
  const made = (await call(server, key, 'POST', '/api/v1/channels', channel)) as Made
  const started = (await call(server, key, 'POST', '/api/v1/practice', { name: '練習ボット' })) as Made
  await call(server, key, 'DELETE', '/api/v1/practice')
  settings = `${server.baseUrl}/channels/${made.channel.id}/settings`
  practice = `${server.baseUrl}/channels/${started.channel.id}/settings`
  practiceUrl = (id) => started.channel.webhookUrl.replace(/\/\/[^.]+\./, `//${id}.`)
})
test.afterAll(async () => {
  await server.stop()
  bot.closeAllConnections()
  bot.close()
})
test.beforeEach(({ context }) => signIn(context, server))

const button = (page: Page) => page.getByRole('button', { name: /^(検証|Verify)/ })
const result = (page: Page) => page.getByRole('status').filter({ hasText: /統計には入りません|not counted/ })
const list = (page: Page) => result(page).getByRole('list').first()
const rows = (page: Page) => list(page).locator('> li')
const heightOf = async (page: Page) => Math.round((await list(page).boundingBox())?.height ?? 0)
const verify = async (page: Page, url: string) => {
  await page.getByRole('textbox', { name: 'Webhook URL' }).fill(url)
  await button(page).click()
}

test('each step shows as it happens, and nothing moves', async ({ page }) => {
  const complaints = complaintsOf(page)
  await page.goto(settings)
  await button(page).click()
  await expect(rows(page)).toHaveText([
    /URL形式と宛先に問題はありません/,
    /DNS127\.0\.0\.1/,
    /TCP127\.0\.0\.1/,
    /TLShttpなので暗号化しません/,
    /送信送りました/,
    /…応答応答を待っています/,
  ])
  await expect(result(page)).toContainText('検証しています')
  await expect(button(page)).toHaveAttribute('aria-busy', 'true')
  const height = await heightOf(page)

  answer(200)
  await expect(result(page)).toContainText('届きました')
  await expect(rows(page).last()).toHaveText(/応答200 が返りました.* ms/)
  await expect(page).toHaveURL(/verified=/)
  await expect(result(page).getByRole('link', { name: 'この検証の詳しい記録' })).toBeVisible()
  expect(await heightOf(page)).toBe(height)

  await button(page).click()
  await expect(rows(page).last()).toHaveText(/応答を待っています/)
  answer(503)
  await expect(result(page)).toContainText('エラーの応答が返りました')
  await expect(result(page).getByRole('link', { name: /503|ガイド/ })).toHaveAttribute('href', '/guide/503')
  expect(await heightOf(page)).toBe(height)
  expect(complaints).toEqual([])
})

test('TLS opens to the certificates that came, their end and what was agreed on', async ({ page }) => {
  await page.goto(practice)
  await verify(page, practiceUrl('h2-ok'))
  await expect(result(page)).toContainText('届きました')
  const tls = rows(page).nth(3)
  await expect(tls).toContainText(/TLS 1\.3 · HTTP\/2 · 証明書はあと\d+日/)
  await expect(tls.getByText('Todoku practice intermediate').first()).toBeHidden()
  await tls.locator('summary').click()
  await expect(tls.getByRole('listitem')).toHaveText([
    /practice bot.*あと\d+日.*発行者 Todoku practice intermediate/,
    /Todoku practice intermediate.*あと\d+日.*発行者 Todoku practice CA/,
  ])
  await expect(tls.getByRole('definition').nth(2)).toHaveText(/あと\d+日/)
})

test('where it stopped: the certificate is shown, the rest was not reached, the guide says what to do', async ({
  page,
}) => {
  await page.goto(practice)
  await verify(page, practiceUrl('certificate-expired'))
  await expect(result(page)).toContainText('接続できませんでした')
  const tls = rows(page).nth(3)
  await expect(tls).toContainText('TLS handshake failure CERT_HAS_EXPIRED')
  await expect(tls.getByRole('definition').nth(2)).toHaveText(/日前に切れた/)
  await expect(tls.getByRole('listitem').first()).toContainText('expired')
  await expect(rows(page).nth(4)).toContainText('ここまで来ていません')
  await expect(rows(page).nth(5)).toContainText('ここまで来ていません')
  await result(page).locator('a[href="/guide/tls-handshake-failure"]').click()
  await expect(page.getByRole('heading', { level: 1, name: /TLS handshake failure/ })).toBeVisible()
})

test('a member of the chain that has expired is marked', async ({ page }) => {
  await page.goto(practice)
  await verify(page, practiceUrl('intermediate-expired'))
  const members = rows(page).nth(3).getByRole('listitem')
  await expect(members.first()).toContainText(/あと\d+日/)
  await expect(members.nth(1)).toContainText(/An expired intermediate.*日前に切れた/)
})

test('a name that leads nowhere stops at DNS; a closed address is refused without a way', async ({ page }) => {
  await page.goto(practice)
  await verify(page, practiceUrl('nxdomain'))
  await expect(rows(page).nth(1)).toContainText('Unknown host ENOTFOUND')
  await expect(rows(page).nth(2)).toContainText('ここまで来ていません')
  await page.goto(settings)
  await verify(page, 'https://169.254.169.254/')
  await expect(page.getByRole('textbox', { name: 'Webhook URL' })).toHaveAccessibleDescription(
    /このアドレスには送れません/,
  )
  await expect(result(page)).toBeHidden()
})

test('when the telling breaks off it says so; the verification is among the attempts', async ({ page }) => {
  await page.route('**/verify', async (route) => {
    const response = await route.fetch()
    const told = (await response.text()).split('\n')
    await route.fulfill({ response, body: `${told.slice(0, 5).join('\n')}\n${told[5]?.slice(0, 9)}` })
  })
  await page.goto(practice)
  await verify(page, practiceUrl('ok'))
  await expect(result(page)).toContainText('途中経過が途切れました')
  await expect(rows(page).nth(1)).toContainText('127.0.0.1')
  await expect(rows(page).nth(2)).toHaveText(/TCP$/)
  await expect(button(page)).not.toHaveAttribute('aria-busy')
  await result(page).getByRole('link', { name: '検証の試行を見る' }).click()
  await expect(page.getByRole('row').filter({ hasText: '検証 · 統計外' }).first()).toBeVisible()
})

test('leaving the page ends the telling, not the verification', async ({ page }) => {
  await page.goto(settings)
  await button(page).click()
  await expect(rows(page).last()).toHaveText(/応答を待っています/)
  const told = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/verify'))
  await page.getByRole('link', { name: '試行' }).click()
  await told
  answer(418)
  await expect(async () => {
    await page.reload()
    await expect(page.getByRole('row').filter({ hasText: '418' })).toHaveCount(1, { timeout: 500 })
  }).toPass()
})

for (const { locale, theme, width } of [
  { locale: 'en', theme: 'dark', width: 1440 },
  { locale: 'ja', theme: 'light', width: 390 },
] as const) {
  test(`while it goes on and where it stopped, ${locale}, ${theme}, ${width} px: axe finds nothing`, async ({
    page,
    context,
  }) => {
    await prefer(context, server, { locale, theme })
    await page.setViewportSize({ width, height: 900 })
    await page.goto(settings)
    await button(page).click()
    await expect(rows(page).last()).toHaveText(/応答を待っています|Waiting for the response/)
    await expectAccessible(page)
    answer(200)
    await page.goto(practice)
    await verify(page, practiceUrl('certificate-expired'))
    await expect(result(page).getByRole('definition')).toHaveCount(4)
    await expectAccessible(page)
  })
}
