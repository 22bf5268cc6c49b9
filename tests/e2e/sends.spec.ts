import { expect, type Page, test } from '@playwright/test'
import type { TestServer } from '../support/start-server.ts'
import { complaintsOf, expectAccessible, signIn, startConsole } from './console-server.ts'
import { call, countSince, makeChannel, record } from './simulated-night.ts'

test.describe.configure({ mode: 'serial' })

const now = Date.now()
let server: TestServer
let key: string
let channel: string
let sends: string

test.beforeAll(async () => {
  server = await startConsole()
  key = await server.createKey(['--name', 'e2e', '--instance'])
  channel = await makeChannel(server, key, '予約受付ボット')
  sends = `${server.baseUrl}/channels/${channel}/sends`
})
test.afterAll(() => server.stop())
test.beforeEach(({ context }) => signIn(context, server))

const rows = (page: Page, name = '送信の一覧') => page.getByRole('table', { name }).locator('tbody').getByRole('row')

test('a channel that tracks nothing says how to, with a request that works', async ({ page }) => {
  const complaints = complaintsOf(page)
  await page.goto(sends)
  await expect(page.getByRole('heading', { name: '追跡している送信はまだありません' })).toBeVisible()
  await expect(page.getByRole('link', { name: '送信とキャンペーン' })).toHaveAttribute('aria-current', 'page')
  const command = await page.getByText('curl ').innerText()
  expect(command).toContain(`${server.baseUrl}/api/v1/channels/${channel}/deliveries`)
  const [, body = ''] = /-d '(.*)'/.exec(command) ?? []
  await call(server, key, 'PATCH', `/api/v1/channels/${channel}`, {
    webhookUrl: 'https://bot.example/',
    useWebhook: false,
  })
  const answer = (await call(server, key, 'POST', `/api/v1/channels/${channel}/deliveries`, JSON.parse(body))) as {
    send_id: string
  }
  await page.reload()
  await expect(rows(page)).toHaveCount(1)
  await expect(rows(page)).toContainText(answer.send_id)
  await expect(rows(page)).toContainText('welcome')
  await expectAccessible(page)
  expect(complaints).toEqual([])
})

test('sends and campaigns have what was counted, and lead to each other', async ({ page }) => {
  countSince(server, channel, [[now - 3_600_000, null]])
  const at = (minutes: number) => ({ startedAt: now - minutes * 60_000, durationMs: 40 })
  const failed = { outcome: { status: 503 } }
  await record(server, key, channel, [
    ...[1, 2, 3, 4].map((minute) => ({
      id: `a${minute}`,
      ...at(minute + 20),
      outcome: { status: 200 },
      sendId: 'spring-1',
    })),
    { id: 'b', ...at(19), ...failed, sendId: 'spring-1', campaignId: 'spring' },
    { id: 'c', ...at(10), ...failed, sendId: 'spring-2', campaignId: 'spring' },
    { id: 'd', ...at(9), ...failed, campaignId: 'spring' },
    { id: 'e', ...at(5), outcome: { status: 404 } },
  ])
  await page.goto(sends)
  await expect(rows(page)).toHaveCount(4)
  const textsOf = async (name?: string) =>
    (await rows(page, name).allInnerTexts()).map((text) => text.split(/\s*[\t\n]\s*/).slice(0, 5))
  expect((await textsOf()).slice(0, 3)).toEqual([
    ['送信IDなし', 'spring', '1', '1', '100%'],
    ['spring-2', 'spring', '1', '1', '100%'],
    ['spring-1', 'spring', '5', '1', '20.0%'],
  ])
  await page.getByRole('link', { name: 'キャンペーン', exact: true }).click()
  await expect(rows(page, 'キャンペーンの一覧')).toHaveCount(2)
  expect((await textsOf('キャンペーンの一覧'))[0]).toEqual(['spring', '2件の送信', '7', '3', '42.9%'])
  await page.getByRole('link', { name: '2件の送信' }).click()
  await expect(rows(page)).toHaveCount(3)
  await expect(page).toHaveURL(/campaign=spring/)
  await page.getByRole('link', { name: 'キャンペーン spring の絞り込みを外す' }).click()
  await expect(rows(page)).toHaveCount(4)
})

test('the statistics of one send are narrowed to it, with a way out', async ({ page }) => {
  const complaints = complaintsOf(page)
  await page.goto(sends)
  await page.getByRole('link', { name: 'spring-1 の統計' }).click()
  await expect(page).toHaveURL(/statistics\?.*send=spring-1/)
  const panel = page.getByRole('region', { name: 'エラー', exact: true })
  await expect(panel).toContainText('1件のエラー')
  await expect(panel).toContainText('5件の試行のうち')
  await expectAccessible(page)
  // A filter of errors keeps it, and so does the way to the attempts behind them.
  await page.getByRole('link', { name: '503', exact: true }).first().click()
  await expect(page).toHaveURL(/detail=503/)
  await expect(panel).toContainText('5件の試行のうち')
  await page.getByRole('link', { name: '1件の試行を見る' }).click()
  await expect(page).toHaveURL(/attempts\?.*send=spring-1/)
  await expect(page.getByRole('table', { name: '試行の一覧' }).getByRole('link')).toHaveCount(1)
  await page.goBack()
  await page.getByRole('link', { name: '送信 spring-1 の絞り込みを外す' }).click()
  await expect(page).not.toHaveURL(/send=/)
  await expect(page).toHaveURL(/detail=503/)
  // The attempt of no send came after this range.
  await expect(panel).toContainText('7件の試行のうち')
  expect(complaints).toEqual([])
})

test('attempts and deliveries are narrowed too; what was never sent says so', async ({ page }) => {
  await page.goto(sends)
  await page.getByRole('link', { name: 'spring-2 の試行' }).click()
  await expect(page.getByRole('table', { name: '試行の一覧' }).getByRole('link')).toHaveCount(1)
  await page.goto(`${server.baseUrl}/channels/${channel}/attempts?campaign=spring&range=1h`)
  await expect(page.getByRole('table', { name: '試行の一覧' }).getByRole('link')).toHaveCount(7)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'キャンペーン spring の絞り込みを外す' }).click()
  await expect(page.getByRole('table', { name: '試行の一覧' }).getByRole('link')).toHaveCount(8)
  await page.goto(`${server.baseUrl}/channels/${channel}/deliveries?campaign=welcome`)
  await expect(page.getByRole('table', { name: '配信の一覧' }).getByRole('link')).toHaveCount(1)
  await page.goto(`${server.baseUrl}/channels/${channel}/deliveries?campaign=spring`)
  await expect(page.getByRole('heading', { name: 'この期間に、当てはまる配信はありません' })).toBeVisible()
  await page.goto(`${server.baseUrl}/channels/${channel}/statistics?send=nothing`)
  await expect(page.getByRole('heading', { name: 'この期間に、絞り込んだ送信の試行はありませんでした' })).toBeVisible()
  await page.goto(`${server.baseUrl}/channels/${channel}/statistics?send=spring-1&kind=deliveries`)
  await expect(page.getByText('送信数は絞り込めません。チャネル全体の数字です。')).toBeVisible()
})
