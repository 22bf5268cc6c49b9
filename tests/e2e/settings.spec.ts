import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, type Page, test } from '@playwright/test'
import { startServer, type TestServer } from '../support/start-server.ts'
import { ADMINISTRATOR, complaintsOf, prefer, signIn } from './console-server.ts'

// A bot of the test's own on the loopback, which the operator of this server allows.
let bot: Server
let botUrl: string
let botAnswers = 200
let server: TestServer
test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  bot = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(botAnswers).end('{"answer":"of the bot"}'))
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
})
/** A port that was free a moment ago. */
async function urlOfNobody(): Promise<string> {
  const passing = createServer()
  await new Promise<void>((resolve) => passing.listen(0, '127.0.0.1', resolve))
  const { port } = passing.address() as AddressInfo
  await new Promise((resolve) => passing.close(resolve))
  return `http://127.0.0.1:${port}/webhook`
}

test.afterAll(async () => {
  await server.stop()
  bot.close()
})
test.beforeEach(({ context }) => signIn(context, server))

let settings: string
const urlField = (page: Page) => page.getByRole('textbox', { name: 'Webhook URL' })
const setting = (page: Page, name: string) => page.getByRole('switch', { name })
const steps = (page: Page) => page.getByRole('status').filter({ hasText: '統計には入りません' })
const walk = (page: Page) => steps(page).getByRole('list').first().getByRole('listitem')
const statistics = async (page: Page): Promise<{ attempts: number }> => {
  const channelId = /channels\/([^/]+)/.exec(settings)?.[1]
  const answer = await page.request.get(`${server.baseUrl}/api/v1/channels/${channelId}/statistics/errors`)
  return ((await answer.json()) as { data: { attempts: number } }).data
}

test('a channel is made; its secret is shown once', async ({ page }) => {
  const complaints = complaintsOf(page)
  await page.goto(`${server.baseUrl}/channels/new`)
  await page.getByRole('button', { name: '作る' }).click()
  await expect(page.getByLabel('チャネルの名前')).toHaveAccessibleDescription('入力してください')
  await page.getByLabel('チャネルの名前').fill('予約受付ボット')
  await page.getByRole('button', { name: '作る' }).click()
  await expect(page.getByRole('heading', { name: '「予約受付ボット」を作りました' })).toBeVisible()
  const secret = (await page.getByRole('status').locator('code').textContent()) ?? ''
  expect(secret.length).toBeGreaterThanOrEqual(32)
  await page.getByRole('button', { name: '設定へ' }).click()
  await expect(page).toHaveURL(/\/channels\/[^/]+\/settings$/)
  settings = page.url()
  await expect(page.getByRole('main')).not.toContainText(secret)
  await expect(page.getByRole('main')).toContainText('設定済み')
  expect(complaints).toEqual([])
})

test('a URL is refused with a reason, saved, and verified step by step', async ({ page }) => {
  await page.goto(settings)
  await urlField(page).fill('not a url')
  const urlRow = page.locator('form').filter({ has: urlField(page) })
  await urlRow.getByRole('button', { name: '保存' }).click()
  await expect(urlField(page)).toHaveAccessibleDescription(/このURLは使えません/)
  await urlField(page).fill('https://169.254.169.254/latest')
  await urlRow.getByRole('button', { name: '保存' }).click()
  await expect(urlField(page)).toHaveAccessibleDescription(/このアドレスには送れません/)

  await urlField(page).fill(botUrl)
  await urlRow.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('status').getByText('保存しました')).toBeVisible()
  await urlRow.getByRole('button', { name: '検証' }).click()
  await expect(steps(page)).toContainText('届きました')
  await expect(walk(page)).toHaveText([/URL/, /DNS/, /TCP/, /TLS.*暗号化しません/, /送信/, /応答200 が返りました/])

  botAnswers = 503
  await urlRow.getByRole('button', { name: '検証' }).click()
  await expect(steps(page)).toContainText('エラーの応答が返りました')
  await expect(walk(page).last()).toContainText('503')
  await expect(steps(page)).toContainText('新しいプロセスが受け付けられることを確かめる')

  // What is written is tried, saved or not; a port where nobody listens.
  await urlField(page).fill(await urlOfNobody())
  await urlRow.getByRole('button', { name: '検証' }).click()
  await expect(steps(page)).toContainText('接続できませんでした')
  // What is refused before anything is sent says so at the field, and is no attempt.
  await urlField(page).fill('http://127.0.0.1:9/webhook')
  await urlRow.getByRole('button', { name: '検証' }).click()
  await expect(urlField(page)).toHaveAccessibleDescription(/ポート/)
  botAnswers = 200
})

test('verification is an attempt and in no statistics', async ({ page }) => {
  await page.goto(settings)
  await page.getByRole('link', { name: '試行' }).click()
  await expect(page.getByRole('row').filter({ hasText: '検証 · 統計外' }).first()).toBeVisible()
  expect((await statistics(page)).attempts).toBe(0)
})

test('statistics need the first switch, which says what it takes along', async ({ page }) => {
  const complaints = complaintsOf(page)
  await page.goto(settings)
  await expect(setting(page, 'エラーの統計情報')).toBeDisabled()
  await setting(page, 'Webhookの利用').click()
  await expect(setting(page, 'Webhookの利用')).toBeChecked()
  await setting(page, 'エラーの統計情報').click()
  await expect(setting(page, 'エラーの統計情報')).toBeChecked()
  await expect(page.getByRole('cell', { name: '集計中' })).toBeVisible()

  await setting(page, 'Webhookの利用').click()
  const dialog = page.getByRole('dialog', { name: 'Webhookの利用をオフにしますか' })
  await expect(dialog).toContainText('エラーの統計情報もオフになります')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(setting(page, 'Webhookの利用')).toBeChecked()

  await setting(page, 'Webhookの利用').click()
  await dialog.getByRole('button', { name: 'オフにする' }).click()
  await expect(setting(page, 'Webhookの利用')).not.toBeChecked()
  await expect(setting(page, 'エラーの統計情報')).not.toBeChecked()
  await expect(setting(page, 'エラーの統計情報')).toBeDisabled()
  await expect(page.getByRole('cell', { name: 'Webhookの利用をオフにした' })).toBeVisible()
  expect(complaints).toEqual([])
})

test('name, zone and time limit are saved together', async ({ page }) => {
  await page.goto(settings)
  await page.getByLabel('応答の制限時間(ミリ秒)').fill('5')
  const form = page.locator('form').filter({ has: page.getByLabel('チャネルの名前') })
  await form.getByRole('button', { name: '保存' }).click()
  await expect(page.getByLabel('応答の制限時間(ミリ秒)')).toHaveAccessibleDescription(/100から60,000まで/)
  await page.getByLabel('応答の制限時間(ミリ秒)').fill('3,000')
  await page.getByLabel('チャネルの名前').fill('予約受付ボット(本番)')
  await page.getByLabel('タイムゾーン').selectOption('America/New_York')
  await form.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '予約受付ボット(本番)' })).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('タイムゾーン')).toHaveValue('America/New_York')
  await expect(page.getByLabel('応答の制限時間(ミリ秒)')).toHaveValue('3,000')
})

test('a key is shown once, records attempts, and ends when it is revoked', async ({ page, request }) => {
  await page.goto(settings)
  await page.getByLabel('キーの名前').fill('送信サーバー')
  await page.getByRole('button', { name: 'キーを作る' }).click()
  const key = (await page.getByRole('status').locator('code').textContent()) ?? ''
  const path = `${server.baseUrl}/api/v1/channels/${/channels\/([^/]+)/.exec(settings)?.[1]}/attempts`
  const record = (id: string) =>
    request.post(path, {
      headers: { authorization: `Bearer ${key}` },
      data: { attempts: [{ id, startedAt: Date.now(), durationMs: 1, outcome: { status: 503 } }] },
    })
  expect((await record('one')).status()).toBe(202)

  await page.getByRole('button', { name: '控えました' }).click()
  await expect(page.getByRole('main')).not.toContainText(key)
  await expect(page.getByRole('row').filter({ hasText: '送信サーバー' })).toContainText(key.slice(0, 8))
  await page.getByRole('button', { name: '「送信サーバー」を無効にする' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '無効にする' }).click()
  await expect(page.getByRole('main')).toContainText('キーはまだありません')
  // A key that was found is believed for a second.
  await expect.poll(async () => (await record('two')).status()).toBe(401)
})

test('a channel goes only when its name is typed', async ({ page, context }) => {
  await prefer(context, server, { locale: 'en' })
  await page.goto(settings)
  await page.getByRole('button', { name: 'Delete…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete “予約受付ボット(本番)”?' })
  const confirm = dialog.getByRole('button', { name: 'Delete' })
  await dialog.getByLabel('Channel name').fill('予約受付ボット')
  await expect(confirm).toBeDisabled()
  await dialog.getByLabel('Channel name').fill('予約受付ボット(本番)')
  await confirm.click()
  await expect(page.getByRole('heading', { level: 1, name: 'Create your first channel' })).toBeVisible()
  expect((await page.goto(settings))?.status()).toBe(404)
})
