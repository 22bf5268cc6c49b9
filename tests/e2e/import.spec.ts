import { expect, type Page, test } from '@playwright/test'
import type { TestServer } from '../support/start-server.ts'
import { complaintsOf, expectAccessible, prefer, signIn, startConsole } from './console-server.ts'
import { call, countSince, makeChannel, type Reported, record } from './simulated-night.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const now = Math.floor(Date.now() / MINUTE) * MINUTE
/** On LINE's clock. */
const wall = (ms: number) => new Date(ms + 9 * HOUR).toISOString()
const day = (ago: number) =>
  wall(now - ago * DAY)
    .slice(0, 10)
    .replaceAll('-', '/')

const HEADER = '日付\t開始\t終了\t原因\t詳細\tエラー'
const FILE = [
  HEADER,
  `${day(2)}\t03:12:00\t03:12:39\tcould_not_connect\tTLS handshake failure\t2`,
  `${day(2)}\t03:11:04\t03:11:40\trequest_timeout\tRequest timeout\t30`,
  `${day(3)}\t14:05:07\t14:05:57\terror_status_code\t503\t1,024`,
  `${day(3)}\t14:05:07\t14:05:57\ttoo_slow\t503\t1`,
  '',
].join('\r\n')
const errorsFile = { name: 'webhook_errors.tsv', mimeType: 'text/tab-separated-values', buffer: Buffer.from(FILE) }

let server: TestServer
let key: string
let made = 0

test.beforeAll(async () => {
  server = await startConsole()
  key = await server.createKey(['--name', 'e2e', '--instance'])
})
test.afterAll(() => server.stop())
test.beforeEach(({ context }) => signIn(context, server))

const newChannel = () => {
  made += 1
  return makeChannel(server, key, `Bot ${made}`)
}
const open = (page: Page, id: string, path = 'webhook-errors/imports') =>
  page.goto(`${server.baseUrl}/channels/${id}/${path}`)
/** A file input works as soon as the page does. */
const choose = async (page: Page, file = errorsFile) => {
  const chosen = page.getByText(file.name, { exact: true })
  await expect(async () => {
    await page.locator('input[type=file]').setInputFiles(file)
    await expect(chosen.first()).toBeVisible({ timeout: 2_000 })
  }).toPass()
}
const rowsOf = (page: Page) => page.getByRole('table', { name: 'Webhookエラーの一覧' }).locator('tbody tr')
const importsOf = (page: Page) => page.getByRole('region', { name: '取り込んだファイル' }).first()

test('a file of LINE’s console: what it means, then it is in the table and in the chart, and undone', async ({
  page,
}) => {
  const complaints = complaintsOf(page)
  const id = await newChannel()
  await open(page, id, 'webhook-errors?range=7d')
  await page.getByRole('link', { name: 'ファイルを取り込む' }).click()
  await choose(page)
  await expect(page.getByText('3行', { exact: true })).toBeVisible()
  await expect(page.getByText('エラー 1,056件', { exact: true })).toBeVisible()
  await expect(page.getByText('取り込まない行: 1行')).toBeVisible()
  await page.getByText('行ごとに見る').click()
  await expect(page.getByRole('row', { name: /^5 原因の名前が正しくない/ })).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: '3行を取り込む' }).click()
  await expect(page.getByText('3行、エラー 1,056件を取り込みました')).toBeVisible()
  await expect(importsOf(page).getByRole('cell', { name: 'webhook_errors.tsv' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Webhookエラー' }).last().click()
  await expect(page).toHaveURL(/\/webhook-errors$/)
  await open(page, id, 'webhook-errors?range=7d')
  await expect(rowsOf(page)).toHaveCount(3)
  await expect(rowsOf(page).first()).toContainText('TLS handshake failure')
  await expect(page.getByText('LINEのファイルから取り込んだ時間を含みます', { exact: false })).toBeVisible()
  await open(page, id, 'statistics?range=7d')
  await expect(page.getByText('1,056', { exact: false }).first()).toBeVisible()

  await open(page, id)
  await expect(async () => {
    await page.getByRole('button', { name: /の取り込みを取り消す$/ }).click()
    await expect(page.getByRole('dialog', { name: 'この取り込みを取り消しますか' })).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await page.getByRole('dialog').getByRole('button', { name: '取り込みを取り消す' }).click()
  await expect(page.getByText('取り込みを取り消しました')).toBeVisible()
  await expect(importsOf(page)).toHaveCount(0)
  expect(complaints).toEqual([])
})

test('the toast takes it back, and the same file twice adds nothing', async ({ page }) => {
  const id = await newChannel()
  await open(page, id)
  await choose(page)
  await page.getByRole('button', { name: '3行を取り込む' }).click()
  await expect(importsOf(page)).toBeVisible()
  await choose(page)
  await expect(page.getByText('この期間はすべて集計済みか取り込み済みです', { exact: false }).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'エラーのない期間として取り込む' })).toBeDisabled()
  await page.getByRole('status').getByRole('button', { name: '取り消す' }).click()
  await expect(importsOf(page)).toHaveCount(0)
})

test('the range that a file covers can be narrowed, and a file is dropped', async ({ page }) => {
  const id = await newChannel()
  await open(page, id)
  await expect(async () => {
    const files = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([text], 'dropped.tsv'))
      return transfer
    }, FILE)
    await page.getByText('ここにドロップもできます').dispatchEvent('drop', { dataTransfer: files }, { timeout: 2_000 })
    await expect(page.getByText('dropped.tsv')).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await expect(page.getByText('3行', { exact: true })).toBeVisible()
  await page.getByLabel('から').fill(`${day(2).replaceAll('/', '-')}T00:00`)
  await expect(page.getByText('2行', { exact: true })).toBeVisible()
  await expect(page.getByText('ファイルの期間の外の行')).toBeVisible()
  await page.getByLabel('まで', { exact: true }).fill(`${day(3).replaceAll('/', '-')}T00:00`)
  await expect(page.getByText('終わりを始まりより後にしてください')).toBeVisible()
  await expect(page.getByRole('button', { name: '2行を取り込む' })).toBeDisabled()
})

test('what is no table of LINE’s is refused in words', async ({ page }) => {
  const id = await newChannel()
  await open(page, id)
  await choose(page, { ...errorsFile, name: 'other.tsv', buffer: Buffer.from('id\tname\n') })
  await expect(
    page.getByRole('alert').getByText('1行目に、日付・開始・終了・原因・詳細・エラーの列名', { exact: false }),
  ).toBeVisible()
})

test('the table that Todoku saves, imported into another channel, is the same table', async ({ page }) => {
  const source = await newChannel()
  countSince(server, source, [[now - 5 * DAY, now]])
  const outcomes: Reported['outcome'][] = [
    { status: 503 },
    { status: 404 },
    { error: { code: 'ENOTFOUND', phase: 'dns' } },
  ]
  const attempts = Array.from({ length: 120 }, (_, index): Reported => {
    const startedAt = now - 2 * DAY + index * 17_000
    return { id: `t${index}`, startedAt, durationMs: 9, outcome: outcomes[index % 3] ?? { status: 503 } }
  })
  await record(server, key, source, attempts)
  const range = `from=${new Date(now - 4 * DAY).toISOString()}&to=${new Date(now).toISOString()}`
  const tableOf = async (id: string) => {
    const answer = await fetch(
      `${server.baseUrl}/api/v1/channels/${id}/webhook-errors?${range}&format=tsv&language=ja`,
      {
        headers: { authorization: `Bearer ${key}` },
      },
    )
    return (await answer.text()).trim().split('\n')
  }
  const saved = await tableOf(source)
  expect(saved.length).toBeGreaterThan(50)
  const target = await newChannel()
  await open(page, target)
  await choose(page, { ...errorsFile, name: 'ours.tsv', buffer: Buffer.from(saved.join('\n')) })
  await page.getByRole('button', { name: `${saved.length - 1}行を取り込む` }).click()
  await expect(importsOf(page)).toBeVisible()
  expect((await tableOf(target)).sort()).toEqual(saved.sort())
})

test('a mark is set and removed on the statistics page, and drawn with its text', async ({ page }) => {
  const id = await newChannel()
  await record(server, key, id, [{ id: 'm', startedAt: Date.now(), durationMs: 9, outcome: { status: 503 } }])
  await open(page, id, 'statistics?range=1h')
  const dialog = page.getByRole('dialog', { name: 'グラフに印を付ける' })
  await expect(async () => {
    await page.getByRole('button', { name: '印を付ける' }).first().click()
    await expect(dialog).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await dialog.getByRole('button', { name: '印を付ける' }).click()
  await expect(dialog.getByText('入力してください')).toBeVisible()
  await dialog.getByLabel('内容').fill('v2.14.0')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: '印を付ける' }).click()
  await expect(dialog).toBeHidden()
  await expect(
    page
      .locator('svg')
      .getByText(/^v2\.14\.0/)
      .first(),
  ).toBeVisible()
  await page.getByRole('button', { name: '印を付ける' }).first().click()
  await dialog.getByRole('button', { name: '「v2.14.0」の印を外す' }).click()
  await expect(page.getByText('「v2.14.0」の印を外しました')).toBeVisible()
  await expect(dialog.getByRole('button', { name: '「v2.14.0」の印を外す' })).toHaveCount(0)
  await expect(page.locator('svg').getByText(/^v2\.14\.0/)).toHaveCount(0)
})

test('in English, in the dark, on a phone', async ({ page, context }) => {
  await prefer(context, server, { locale: 'en', theme: 'dark' })
  await page.setViewportSize({ width: 360, height: 780 })
  const id = await newChannel()
  await open(page, id)
  await choose(page)
  await expect(page.getByText('3 rows', { exact: true })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Import 3 rows' }).click()
  await expect(page.getByText('Imported 3 rows, 1,056 errors')).toBeVisible()
  await expectAccessible(page)
})

test('a channel of Braze takes no file', async ({ page }) => {
  const body = { name: 'Braze', kind: 'braze' }
  const answer = (await call(server, key, 'POST', '/api/v1/channels', body)) as { channel: { id: string } }
  await open(page, answer.channel.id)
  await expect(page.getByRole('heading', { name: 'LINEのチャネルだけの機能です' })).toBeVisible()
  await expect(page.locator('input[type=file]')).toHaveCount(0)
})
