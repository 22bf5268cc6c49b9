import { expect, type Page, test } from '@playwright/test'
import { complaintsOf, expectAccessible, signIn } from './console-server.ts'
import {
  changeChannel,
  type Delivering,
  deliveryOf,
  makeLineChannel,
  sendAsLine,
  startDelivering,
  untilQuiet,
} from './line-channel.ts'

test.describe.configure({ mode: 'serial' })

let here: Delivering
let channel: string
let list: string

test.beforeAll(async () => {
  here = await startDelivering()
  // One after another, so that a run can be caught on its way.
  channel = await makeLineChannel(here, '予約受付ボット', { concurrency: 1 })
  list = `${here.server.baseUrl}/channels/${channel}/deliveries`
})
test.afterAll(() => here.stop())
test.beforeEach(({ context }) => signIn(context, here.server))

const answer = (status: number, afterMs = 0) =>
  here.bot.answerWith(async (_webhook, response) => {
    await new Promise((resolve) => setTimeout(resolve, afterMs))
    response.writeHead(status).end()
  })
async function fail(count: number): Promise<string[]> {
  answer(503)
  const events = await sendAsLine(here, channel, count)
  await untilQuiet(here, channel)
  return events
}
const state = (page: Page, words: string) => page.getByRole('status').filter({ hasText: words })
const figure = (page: Page, name: string) =>
  page.getByRole('term').filter({ hasText: name }).locator('..').getByRole('definition')

test('one delivery is sent again, after what that means was said', async ({ page }) => {
  const [event = ''] = await fail(1)
  answer(200)
  await page.goto(`${list}/${await deliveryOf(here, channel, event)}`)
  await page.getByRole('button', { name: 'もう一度送る…' }).click()
  const dialog = page.getByRole('dialog', { name: 'この配信をもう一度送りますか' })
  await expect(dialog).toContainText('ボットは、応答しました')
  await expect(dialog).toContainText('応答トークン')
  await dialog.getByRole('button', { name: '送る' }).click()
  await expect(state(page, '2回目の試行で届きました')).toBeVisible()
  expect(here.bot.accepted.at(-1)?.events[0]).toMatchObject({
    webhookEventId: event,
    deliveryContext: { isRedelivery: true },
  })
})

test('a selection is counted first, then sent with a canary ahead, and watched to its end', async ({ page }) => {
  const complaints = complaintsOf(page)
  await fail(4)
  answer(200)
  await page.goto(`${list}?state=failed`)
  const boxes = page.getByRole('checkbox', { name: /の配信を選ぶ$/ })
  await boxes.nth(0).check()
  await boxes.nth(1).check()
  await expect(state(page, '2件を選択中')).toBeVisible()
  await page.getByRole('button', { name: '選択を外す' }).click()
  await page.getByRole('checkbox', { name: 'このページの配信をすべて選ぶ' }).check()
  await boxes.nth(3).uncheck()
  await page.getByRole('button', { name: '選んだ配信を再送…' }).click()
  const dialog = page.getByRole('dialog', { name: '3件を再送しますか' })
  await expect(dialog.getByRole('listitem').filter({ hasText: '応答があった' })).toContainText('3')
  await expect(dialog.getByRole('listitem').filter({ hasText: '503' })).toContainText('3')
  await expect(dialog.getByRole('listitem').filter({ hasText: '最も古い受付' })).toHaveText(/\d+[秒分]前$/)
  await expectAccessible(page)
  await dialog.getByRole('button', { name: '再送を始める' }).click()
  await expect(page).toHaveURL(/\/deliveries\/runs\/\w+$/)
  await expect(state(page, '終わりました')).toBeVisible()
  await expect(figure(page, '届いた')).toHaveText('3')
  await expect(page.getByRole('progressbar', { name: '再送の進み' })).toHaveAttribute('aria-valuenow', '3')
  await expectAccessible(page)
  await page.goto(`${list}?state=failed`)
  await expect(page.getByRole('checkbox', { name: /の配信を選ぶ$/ })).toHaveCount(1)
  expect(complaints).toEqual([])
})

test('all that match are sent again; a canary that fails halts the run and leaves the others', async ({ page }) => {
  await fail(2)
  await page.goto(`${list}?state=failed`)
  await page.getByRole('button', { name: '失敗をすべて再送…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '再送を始める' }).click()
  await expect(state(page, '最初の1件が失敗したので、止まりました')).toBeVisible()
  await expect(page.getByRole('button', { name: '一時停止' })).toBeHidden()
  await expect(page.getByText('残りには手をつけていません')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: '失敗した最初の1件' }).click()
  await expect(page.getByRole('link', { name: 'まとめた再送の記録' })).toBeVisible()
})

test('all that match is what the list shows, whatever it is narrowed by', async ({ page }) => {
  const [event = ''] = await fail(2)
  await page.goto(`${list}?source=gateway&event=${event}`)
  await page.getByRole('button', { name: '失敗と見送りをすべて再送…' }).click()
  await page.getByRole('dialog', { name: '1件を再送しますか' }).getByRole('button', { name: '再送を始める' }).click()
  await expect(state(page, '最初の1件が失敗したので、止まりました')).toBeVisible()
  await expect(page.getByRole('main')).toContainText(`失敗と見送り · LINE · ${event}`)
  await page.goto(`${list}?state=delivered&source=api`)
  await expect(page.getByRole('heading', { name: 'この期間に、当てはまる配信はありません' })).toBeVisible()
  await expect(page.getByRole('button', { name: /再送…$/ })).toHaveCount(0)
})

test('a run is paused, resumed and stopped; what was not sent stays as it was', async ({ page }) => {
  // The queue holds fifty of a run; what it holds is sent whatever happens to the run. A hundred others take half a
  // minute one after another, so that however late the brakes are pressed some wait still.
  await fail(150)
  answer(200, 300)
  await page.goto(`${list}?state=failed`)
  await page.getByRole('button', { name: '失敗をすべて再送…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '再送を始める' }).click()
  await expect(state(page, '再送しています')).toBeVisible()
  await page.getByRole('button', { name: '一時停止' }).click()
  await expect(state(page, '一時停止しています')).toBeVisible()
  await page.getByRole('button', { name: '再開' }).click()
  await expect(state(page, '再送しています')).toBeVisible()
  await page.getByRole('button', { name: '一時停止' }).click()
  await expect(state(page, '一時停止しています')).toBeVisible()
  await page.getByRole('button', { name: '止める…' }).click()
  const dialog = page.getByRole('dialog', { name: 'この再送を止めますか' })
  await expect(dialog).toContainText(/まだ送っていない\d+件は、再送の前のままになります/)
  await dialog.getByRole('button', { name: '一時停止のままにする' }).click()
  await expect(state(page, '一時停止しています')).toBeVisible()
  await page.getByRole('button', { name: '止める…' }).click()
  await dialog.getByRole('button', { name: '再送を止める' }).click()
  await expect(state(page, '途中で止めました')).toBeVisible()
  await page.getByRole('link', { name: '再送の記録' }).click()
  const runs = page.getByRole('table', { name: '再送の一覧' })
  await expect(runs.getByRole('row')).toHaveCount(5)
  await expect(runs.getByRole('row').nth(1)).toContainText('途中で停止')
  await expect(runs.getByRole('row').nth(2)).toContainText('1件目で停止')
  await expect(runs.getByRole('row').nth(4)).toContainText('選んだ3件')
})

test('what cannot be sent is refused in words', async ({ page }) => {
  answer(200)
  await changeChannel(here, channel, { useWebhook: false })
  await page.goto(`${list}?state=failed`)
  await page.getByRole('button', { name: '失敗をすべて再送…' }).click()
  const dialog = page.getByRole('dialog', { name: /件を再送しますか/ })
  await dialog.getByRole('button', { name: '再送を始める' }).click()
  await expect(dialog.getByRole('alert')).toContainText('先に「Webhookの利用」をオンにしてください')
  await changeChannel(here, channel, { useWebhook: true })
})
