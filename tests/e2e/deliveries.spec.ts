import { expect, type Page, test } from '@playwright/test'
import { complaintsOf, expectAccessible, signIn } from './console-server.ts'
import {
  changeChannel,
  type Delivering,
  deliveryOf,
  forgetAttempt,
  makeLineChannel,
  sendAsLine,
  startDelivering,
  untilQuiet,
} from './line-channel.ts'
import { saveTable } from './save-table.ts'

test.describe.configure({ mode: 'serial' })

let here: Delivering
let channel: string
let list: string
let failedEvent: string

test.beforeAll(async () => {
  here = await startDelivering()
  channel = await makeLineChannel(here, '予約受付ボット')
  list = `${here.server.baseUrl}/channels/${channel}/deliveries`
})
test.afterAll(() => here.stop())
test.beforeEach(({ context }) => signIn(context, here.server))

const rows = (page: Page) => page.getByRole('table', { name: '配信の一覧' }).getByRole('link')
const ledger = (page: Page) => page.getByRole('region', { name: '受け付けた配信の内訳' })
/** The figures of the ledger, by their names. */
async function figures(page: Page): Promise<Record<string, number>> {
  const parts = await ledger(page).getByRole('link', { name: /\d$/ }).allInnerTexts()
  return Object.fromEntries(
    parts.map((part) => [part.split('\n')[0] ?? '', Number((part.split('\n')[1] ?? '').replace(/,/g, ''))]),
  )
}

test('a channel without deliveries says how they come', async ({ page }) => {
  const complaints = complaintsOf(page)
  await page.goto(list)
  await expect(page.getByRole('heading', { name: 'まだ配信はありません' })).toBeVisible()
  await expect(page.getByRole('link', { name: '配信', exact: true })).toHaveAttribute('aria-current', 'page')
  await expect(page.getByRole('main').getByRole('link', { name: 'テストを送る' })).toBeVisible()
  await expectAccessible(page)
  await page.goto(`${list}/nothing`)
  await expect(page.getByRole('heading', { name: 'この配信はありません' })).toBeVisible()
  expect(complaints).toEqual([])
})

test('what LINE sends is listed with what became of it, and the ledger adds up', async ({ page }) => {
  const complaints = complaintsOf(page)
  const arrived = await sendAsLine(here, channel, 52)
  await sendAsLine(here, channel, 1, { ids: arrived.slice(0, 1) })
  await untilQuiet(here, channel)
  here.bot.answerWith((_webhook, response) => void response.writeHead(503).end())
  ;[failedEvent = ''] = await sendAsLine(here, channel, 3)
  await untilQuiet(here, channel)
  await changeChannel(here, channel, { useWebhook: false })
  await sendAsLine(here, channel, 2)
  await expect
    .poll(async () => {
      await page.goto(list)
      return figures(page)
    })
    .toEqual({ 受付済み: 57, 届いた: 52, 待機中: 0, 失敗: 3, 見送り: 2 })
  await changeChannel(here, channel, { useWebhook: true })
  await expect(ledger(page)).toContainText('送信を待っている配信はありません')
  await expect(rows(page)).toHaveCount(50)
  await expect(page.getByRole('row').nth(1)).toContainText('見送り Webhookの利用がオフ')
  await expect(page.getByRole('row').nth(3)).toContainText('503')
  await page.getByRole('link', { name: '古い方へ' }).click()
  await expect(rows(page)).toHaveCount(7)
  await expect(page.getByRole('row').last()).toContainText('重複 1回')
  await page.goBack()
  await expect(rows(page)).toHaveCount(50)
  expect(complaints).toEqual([])
})

test('filters are in the address: the ledger, the drop-downs and the search lead to the same list', async ({
  page,
}) => {
  await page.goto(list)
  await ledger(page).getByRole('link', { name: /^失敗/ }).click()
  await expect(rows(page)).toHaveText([/503/, /503/, /503/])
  await expect(page).toHaveURL(/state=failed/)
  await expect(page.getByRole('combobox', { name: '状態' })).toHaveValue('failed')
  await page.getByRole('combobox', { name: '状態' }).selectOption('状態: すべて')
  await page.getByRole('combobox', { name: '理由' }).selectOption('Webhookの利用がオフ')
  await expect(rows(page)).toHaveCount(2)
  await page.reload()
  await expect(rows(page)).toHaveCount(2)
  await page.getByRole('combobox', { name: '経路' }).selectOption('テスト')
  await expect(page.getByRole('heading', { name: 'この期間に、当てはまる配信はありません' })).toBeVisible()
  const set = page.getByRole('list', { name: '絞り込んでいる条件' }).getByRole('listitem')
  await expect(set).toHaveText(['理由: Webhookの利用がオフ', '経路: テスト'])
  await page.getByRole('link', { name: '絞り込みを外す' }).click()
  await expect(rows(page)).toHaveCount(50)
  await page.getByRole('searchbox', { name: 'イベントIDで探す' }).fill(failedEvent)
  await expect(rows(page)).toHaveText([/503/])
})

test('all that the filters name is saved as CSV', async ({ page }) => {
  await page.goto(list)
  const { columns, rows: saved } = await saveTable(page, '保存: 配信', /^CSV/)
  expect(saved).toHaveLength(57)
  expect(columns).toContain('イベントID')
  expect(saved.filter((row) => row.理由 === 'use_webhook_off')).toHaveLength(2)
})

test('one delivery: its verdict, its way with links to the attempts and back, its body', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const complaints = complaintsOf(page)
  await page.goto(`${list}?state=failed`)
  await rows(page).last().click()
  await expect(page.getByRole('status').filter({ hasText: 'ボットがエラーを応答しました' })).toBeVisible()
  const way = page.getByRole('list').filter({ hasText: '受け付けました' })
  await expect(way).toContainText('LINEから')
  await expect(way).toContainText('503 Service Unavailable')
  await expect(way).toContainText('「Webhookの再送」がオフなので、これで終わりです')
  await expect(page.getByRole('main')).toContainText('ボットは、応答しました')

  const body = page.getByRole('region', { name: '本文' })
  await expect(body).toContainText('"webhookEventId": "')
  await page.getByRole('button', { name: 'そのまま' }).click()
  await expect(body).toContainText(`"webhookEventId":"${failedEvent}"`)
  await page.getByRole('button', { name: '配信IDをコピー' }).click()
  const id = page.url().split('/').at(-1) ?? ''
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(id)

  await way.getByRole('link', { name: '1回目の試行の詳しい記録' }).click()
  const attempt = page.getByRole('complementary', { name: '試行' })
  await expect(attempt).toContainText('503')
  await attempt.getByRole('link', { name: id }).click()
  await expect(page).toHaveURL(`${list}/${id}`)
  expect(complaints).toEqual([])
})

test('a delivery that waits for its redelivery is followed to its end', async ({ page }) => {
  await changeChannel(here, channel, { redelivery: true, redeliveryFirstMs: 2_000 })
  const [event = ''] = await sendAsLine(here, channel, 1)
  await untilQuiet(here, channel)
  await page.goto(`${list}/${await deliveryOf(here, channel, event)}`)
  await expect(page.getByRole('status').filter({ hasText: /失敗し、次の試行を待っています/ })).toBeVisible()
  await expect(page.getByRole('list').filter({ hasText: '受け付けました' })).toContainText('次の試行の予定')
  await expectAccessible(page)
  here.bot.answerWith((_webhook, response) => void response.writeHead(200).end())
  await expect(page.getByRole('status').filter({ hasText: /\d回目の試行で届きました/ })).toBeVisible({
    timeout: 20_000,
  })
  await expect(page.getByRole('link', { name: '2回目の試行の詳しい記録' })).toBeVisible()
  expect(here.bot.rejected).toEqual([])
})

test('of an attempt that could not be recorded it is said that it may have arrived, and may arrive twice', async ({
  page,
}) => {
  await changeChannel(here, channel, { useWebhook: false })
  const [event = ''] = await sendAsLine(here, channel, 1)
  await untilQuiet(here, channel)
  await changeChannel(here, channel, { useWebhook: true })
  const id = await deliveryOf(here, channel, event)
  await page.goto(`${list}/${id}`)
  await expect(page.getByRole('main')).toContainText('ボットは、まだ処理していません')
  forgetAttempt(here, id)
  await page.reload()
  await expect(page.getByRole('status').filter({ hasText: '届いたかどうか分かりません' })).toBeVisible()
  await expect(page.getByRole('main')).toContainText('届いているかもしれません')
  await expect(page.getByRole('main')).toContainText('ボットは、処理したかもしれません')
})

test('a test of any type is edited, refused with its line, sent and followed', async ({ page }) => {
  await page.goto(`${list}/new`)
  await page.getByRole('combobox', { name: 'イベントの種類' }).selectOption('友だち追加')
  const body = page.getByRole('textbox', { name: '本文(JSON)' })
  await expect(body).toHaveValue(/"type": "follow"/)
  await body.fill('{\n  "events": [,]\n}')
  await page.getByRole('button', { name: '送る' }).click()
  await expect(body).toHaveAccessibleDescription(/JSONとして読めません\(2行目\)/)
  await body.fill('{"events":[]}')
  await expect(body).toHaveAccessibleDescription(/events に、1件以上のイベント/)
  await page.getByRole('button', { name: '元に戻す' }).click()
  await expect(body).toHaveValue(/"isUnblocked": false/)
  await page.getByRole('button', { name: '送る' }).click()
  await expect(page.getByRole('status').filter({ hasText: '届きました' })).toBeVisible()
  expect(here.bot.accepted.at(-1)?.events[0]).toMatchObject({
    type: 'follow',
    deliveryContext: { isRedelivery: false },
  })
  await page.getByRole('link', { name: 'この配信を見る' }).click()
  await expect(page.getByRole('list').filter({ hasText: '受け付けました' })).toContainText('テストのフォームから')
})

test('a test says before and after that nothing can be sent', async ({ page }) => {
  await changeChannel(here, channel, { useWebhook: false })
  await page.goto(`${list}/new`)
  await expect(page.getByText('「Webhookの利用」がオフです。送っても見送りになります。')).toBeVisible()
  await page.getByRole('button', { name: '送る' }).click()
  await expect(page.getByRole('status').filter({ hasText: '送りませんでした' })).toContainText('Webhookの利用がオフ')
  await changeChannel(here, channel, { useWebhook: true })
})
