import { expect, type Page, test } from '@playwright/test'
import { complaintsOf, signIn } from './console-server.ts'
import { type Delivering, makeLineChannel, sendAsLine, startDelivering, suspend, untilQuiet } from './line-channel.ts'

test.describe.configure({ mode: 'serial' })

let here: Delivering
let channel: string
let base: string

test.beforeAll(async () => {
  here = await startDelivering()
  channel = await makeLineChannel(here, '予約受付ボット')
  base = `${here.server.baseUrl}/channels/${channel}`
})
test.afterAll(() => here.stop())
test.beforeEach(({ context }) => signIn(context, here.server))

const setting = (page: Page, name: string) => page.getByRole('switch', { name })

test('the URL for LINE is there to be copied, and tells what has come by it', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const complaints = complaintsOf(page)
  await page.goto(`${base}/settings`)
  await expect(page.getByText('まだ何も届いていません')).toBeVisible()
  await page.getByRole('button', { name: 'URLをコピー', exact: true }).click()
  const url = await page.evaluate(() => navigator.clipboard.readText())
  expect(url).toBe(`${here.server.baseUrl}/in/${channel}`)
  await expect(page.getByText('このアドレスへは、LINEから届きません')).toBeVisible()
  await sendAsLine(here, channel, 1)
  await sendAsLine(here, channel, 2, { secret: 'not-the-secret-that-line-has' })
  await expect
    .poll(async () => {
      await page.reload()
      return page.getByRole('main').innerText()
    })
    .toMatch(/2回、署名が合わずに断りました。最後は /)
  await expect(page.getByText(/最後に届いたのは \d/)).toBeVisible()
  await expect(page.getByText(/LINEで再発行したときは、ここでも差し替えます/)).toBeVisible()
  expect(complaints).toEqual([])
})

test('redelivery is switched on its own, and its schedule is saved', async ({ page }) => {
  await page.goto(`${base}/settings`)
  await expect(setting(page, 'エラーの統計情報')).not.toBeChecked()
  await setting(page, 'Webhookの再送').click()
  await expect(setting(page, 'Webhookの再送')).toBeChecked()
  await expect(setting(page, 'エラーの統計情報')).not.toBeChecked()
  const form = page.locator('form').filter({ has: page.getByLabel('同時送信数') })
  await expect(form).toContainText('10秒、20秒、40秒、1分20秒')
  await page.getByLabel('最初の再送まで').selectOption('1秒')
  await page.getByLabel('送り直す期間').selectOption('1時間')
  await expect(form).toContainText('1秒、2秒、4秒、8秒')
  await page.getByLabel('同時送信数').fill('0')
  await form.getByRole('button', { name: '保存' }).click()
  await expect(page.getByLabel('同時送信数')).toHaveAccessibleDescription(/1から64まで/)
  await page.getByLabel('同時送信数').fill('4')
  await form.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('status').getByText('保存しました')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('最初の再送まで')).toHaveValue('1000')
  await expect(page.getByLabel('送り直す期間')).toHaveValue('3600000')
  await expect(page.getByLabel('同時送信数')).toHaveValue('4')
})

test('the Standard Webhooks secret is made, shown once, and replaced with both valid for a day', async ({ page }) => {
  await page.goto(`${base}/settings`)
  await page.getByRole('button', { name: 'シークレットを作る' }).click()
  const shown = page.getByRole('status').locator('code')
  await expect(shown).toHaveText(/^whsec_[A-Za-z0-9+/]{43}=$/)
  const first = await shown.textContent()
  await page.getByRole('button', { name: '控えました' }).click()
  await expect(page.getByRole('main')).not.toContainText('whsec_')
  await page.getByRole('button', { name: '作り直す…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '作り直す' }).click()
  await expect(shown).toHaveText(/^whsec_/)
  expect(await shown.textContent()).not.toBe(first)
  await page.getByRole('button', { name: '控えました' }).click()
  await expect(page.getByText(/前のシークレットでも、.* まで署名します/)).toBeVisible()
  await sendAsLine(here, channel, 1)
  await untilQuiet(here, channel)
  expect(here.bot.accepted.at(-1)?.headers['webhook-signature']?.toString().split(' ')).toHaveLength(2)
})

test('a suspension is said on every page of the channel and first on the overview, and ended by hand', async ({
  page,
}) => {
  await makeLineChannel(here, 'ほかのボット', { errorStatistics: true })
  suspend(here, channel, Date.now() - 600_000)
  await sendAsLine(here, channel, 3)
  const banner = page.getByRole('region', { name: '送信の停止' })
  for (const path of ['statistics', 'deliveries', 'attempts', 'settings', 'deliveries/new']) {
    await page.goto(`${base}/${path}`)
    await expect(banner).toContainText('このチャネルへの送信を止めています')
    await expect(banner).toContainText('3件が待っています')
  }
  await page.goto(here.server.baseUrl)
  await expect(page.getByRole('listitem').filter({ hasText: 'ボット' }).first()).toContainText('送信を止めています')
  await page.goto(`${base}/deliveries`)
  await expect(page.getByRole('row').nth(1)).toContainText('停止中')
  await banner.getByRole('button', { name: '送信を再開…' }).click()
  const dialog = page.getByRole('dialog', { name: '送信を再開しますか' })
  await expect(dialog).toContainText('待っている3件を')
  await dialog.getByRole('button', { name: '再開する' }).click()
  await expect(page.getByRole('status').getByText('送信を再開しました')).toBeVisible()
  await expect(banner).toBeHidden()
  await untilQuiet(here, channel)
  await page.goto(`${base}/deliveries?state=pending`)
  await expect(page.getByRole('heading', { name: 'この期間に、当てはまる配信はありません' })).toBeVisible()
})
