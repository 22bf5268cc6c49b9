import { expect, type Page, test } from '@playwright/test'
import { startServer, type TestServer } from '../support/start-server.ts'
import { startTrustedPracticeBot, type TrustedPracticeBot } from '../support/trusted-practice-bot.ts'
import { ACCEPTED_CALLS, type BrazeCall, FATAL_CALLS } from '../wire/support/braze-calls.ts'
import { ADMINISTRATOR, complaintsOf, expectAccessible, prefer, signIn } from './console-server.ts'

const KEY = 'practice-braze-key'

let bot: TrustedPracticeBot
let server: TestServer
let channel: string
test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  bot = await startTrustedPracticeBot()
  server = await startServer({
    env: {
      TODOKU_ADMIN_EMAIL: ADMINISTRATOR.email,
      TODOKU_ADMIN_PASSWORD: ADMINISTRATOR.password,
      WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8',
      ...bot.env,
    },
  })
})
test.afterAll(async () => {
  await server.stop()
  await bot.stop()
})
test.beforeEach(({ context }) => signIn(context, server))

/** A call of a program that has nothing of Todoku but its address. */
const call = ({ path, body }: BrazeCall) =>
  fetch(`${channel.replace('/channels/', '/braze/')}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

const named = (detail: string) => FATAL_CALLS.find((known) => known.detail === detail) as BrazeCall
const open = (page: Page, path: string) => page.goto(`${channel}${path}`)

test('a Braze channel is made with its endpoint and key, and verified', async ({ page }) => {
  const complaints = complaintsOf(page)
  await page.goto(`${server.baseUrl}/channels/new`)
  await page.getByRole('radio', { name: 'BrazeのREST API' }).check()
  await page.getByLabel('チャネルの名前').fill('会員へのお知らせ')
  await page.getByRole('textbox', { name: 'RESTエンドポイント' }).fill(`${bot.braze.restEndpoint}/messages`)
  await page.getByRole('textbox', { name: 'APIキー' }).fill(KEY)
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: '作る' }).click()
  await expect(page.getByRole('textbox', { name: 'RESTエンドポイント' })).toHaveAccessibleDescription(
    /パスやクエリは付けられません/,
  )
  await page.getByRole('textbox', { name: 'RESTエンドポイント' }).fill(bot.braze.restEndpoint)
  await page.getByRole('button', { name: '作る' }).click()
  await page.waitForURL(/\/settings$/)
  channel = page.url().replace(/\/settings$/, '')
  await expect(page.getByRole('textbox', { name: 'RESTエンドポイント' })).toHaveValue(bot.braze.restEndpoint)
  await expect(page.getByRole('textbox', { name: 'APIキー' })).toHaveValue('')
  await expect(page.getByText(channel.replace('/channels/', '/braze/'))).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: '検証', exact: true }).click()
  await expect(page.getByRole('status').filter({ hasText: '統計には入りません' })).toContainText('200')
  expect(complaints.filter((text) => !text.includes('status of 400'))).toEqual([])
})

test('another endpoint is not saved without its key', async ({ page }) => {
  await open(page, '/settings')
  await page.getByRole('textbox', { name: 'RESTエンドポイント' }).fill('https://rest.fra-01.braze.eu')
  await page.getByRole('button', { name: '保存' }).first().click()
  await expect(page.getByRole('textbox', { name: 'APIキー' })).toHaveAccessibleDescription(/APIキーも入力してください/)
})

test('errors show under Braze’s names, what was accepted apart from them', async ({ page }) => {
  const partly = ACCEPTED_CALLS.find(({ minorErrors }) => minorErrors === 3) as BrazeCall
  const calls = [
    named('400 No Recipients'),
    named('400 Mismatched Message Type'),
    partly,
    ACCEPTED_CALLS[0] as BrazeCall,
  ]
  for (const each of calls) await call(each)
  await open(page, '/statistics')
  const details = page.getByRole('row').filter({ hasText: '400 No Recipients' })
  await expect(details).toContainText('送り先がない')
  await expect(page.getByText('致命的(呼び出し側の誤り)')).toBeVisible()
  const remarks = page.getByRole('region', { name: '受付済みの注記' })
  await expect(remarks.getByRole('listitem').filter({ hasText: '一部にエラー' })).toContainText('1')
  await expect(remarks).toContainText('external_user_id is unknown: unknown-2')
  await expectAccessible(page)
})

test('an attempt says what it means and what to do, in both languages, and leads to the guide', async ({ page }) => {
  await open(page, '/attempts?detail=400%20No%20Recipients')
  await page
    .getByRole('link', { name: /400 No Recipients/ })
    .first()
    .click()
  await expect(page.getByText('送り先がありません。')).toBeVisible()
  await expect(page.getByText('Brazeの処理')).toBeVisible()
  // A refusal is no failure to send.
  await expect(page.getByRole('region', { name: 'リクエスト' })).toBeVisible()
  await expect(page.getByText('接続できなかったので、送っていません。')).toHaveCount(0)
  await page.locator('a[href="/guide/braze-400-no-recipients"]').click()
  await expect(page).toHaveURL(/\/guide\/braze-400-no-recipients$/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('400 No Recipients')
  await prefer(page.context(), server, { locale: 'en' })
  await page.reload()
  await expect(page.getByText('The caller', { exact: true })).toBeVisible()
  await open(page, '/attempts?status=2xx')
  await expect(page.getByRole('row').filter({ hasText: 'Minor errors' })).toContainText('Accepted')
})
