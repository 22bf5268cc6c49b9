import { expect, type Page, test } from '@playwright/test'
import type { TestServer } from '../support/start-server.ts'
import { complaintsOf, expectAccessible, signIn, startConsole } from './console-server.ts'
import { countSince, makeChannel, type Reported, record } from './simulated-night.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

let server: TestServer
let channel: string
/** On a full five minutes, so that what is recorded falls into bars that a test can name. */
const now = Math.floor(Date.now() / (5 * MINUTE)) * 5 * MINUTE

// Two hours of attempts each minute; in the hour before two 503, in the last half hour two of three time out; half an hour
// of the hour before was off.
function attempts(): Reported[] {
  const all: Reported[] = []
  const add = (minutesAgo: number, outcome: Reported['outcome']) =>
    all.push({ id: `c${all.length}`, startedAt: now - minutesAgo * MINUTE + 500, durationMs: 50, outcome })
  for (let ago = 120; ago > 0; ago -= 1) {
    for (let one = 0; one < 3; one += 1) {
      const late = ago <= 30 && one > 0
      add(ago, late ? { error: { code: 'ETIMEDOUT', phase: 'response' } } : { status: 200 })
    }
  }
  add(70, { status: 503 })
  add(70, { status: 503 })
  return all
}

test.beforeAll(async () => {
  server = await startConsole()
  const key = await server.createKey(['--name', 'e2e', '--instance'])
  channel = await makeChannel(server, key, 'Booking bot')
  countSince(server, channel, [
    [now - 30 * HOUR, now - 110 * MINUTE],
    [now - 80 * MINUTE, null],
  ])
  await record(server, key, channel, attempts())
})
test.afterAll(() => server.stop())
test.beforeEach(({ context }) => signIn(context, server))

const exactly = `from=${new Date(now - HOUR).toISOString()}&to=${new Date(now).toISOString()}`
const open = (page: Page, query = '') =>
  page.goto(`${server.baseUrl}/channels/${channel}/statistics?${exactly}${query}`)
const compare = (page: Page) => page.getByRole('button', { name: '前の期間と比べる' })

test('compared with the hour before: named, in the address, after a reload, undone by Back', async ({ page }) => {
  const complaints = complaintsOf(page)
  await open(page)
  await expect(page.getByText(/^前の期間: /)).toHaveCount(0)
  await compare(page).click()
  await expect(page).toHaveURL(/compare=previous/)
  await expect(compare(page)).toHaveAttribute('aria-pressed', 'true')
  const clock = (ms: number) => new Date(ms + 9 * HOUR).toISOString().slice(11, 16)
  const key = page.getByText(/^前の期間: /)
  await expect(key).toContainText(`${clock(now - 2 * HOUR)} –`)
  await expect(page.getByText('線の切れ目は集計オフです。件数はわかりません')).toBeVisible()
  const legend = page.getByRole('group', { name: '原因' })
  await expect(legend.getByRole('button', { name: /^error_status_code.*前の期間は 2件/ })).toBeVisible()
  await page.reload()
  await expect(compare(page)).toHaveAttribute('aria-pressed', 'true')
  await page.goBack()
  await expect(key).toHaveCount(0)
  await expect(compare(page)).toHaveAttribute('aria-pressed', 'false')
  expect(complaints).toEqual([])
})

test('the table has the errors before beside those of each minute, and what was off is not known', async ({ page }) => {
  await open(page, '&compare=previous&view=table')
  const table = page.getByRole('table', { name: /時間帯ごとのエラー件数.*前の期間/ })
  await expect(table).toBeVisible()
  const heads = await table.getByRole('columnheader').allTextContents()
  expect(heads.slice(-2)).toEqual(['前の期間のエラー', '前の期間の率'])
  const before = (await table.getByRole('row').allInnerTexts()).slice(1).map((row) => row.split('\t').at(-2)?.trim())
  expect(before.filter((cell) => cell === '不明')).toHaveLength(30)
  expect(before.reduce((sum, cell) => sum + (Number(cell) || 0), 0)).toBe(2)
})

test('the bar looked at says what it was before, by keyboard too, and leads to its attempts', async ({ page }) => {
  await open(page, '&compare=previous')
  const slider = page.getByRole('slider', { name: 'グラフの時間帯' })
  await slider.focus()
  await slider.press('Home')
  await expect(slider).toHaveAttribute('aria-valuetext', /前の期間は/)
  await slider.press('End')
  await slider.press('Enter')
  await expect(page).toHaveURL(/\/attempts\?/)
  const address = new URL(page.url()).searchParams
  expect(address.get('from')).toBe(new Date(now - MINUTE).toISOString())
  expect(address.get('to')).toBe(new Date(now).toISOString())
  expect(address.get('state')).toBe('failed')
})

test('one cause left in the chart: its bars lead to its attempts; a class of statuses chooses the details', async ({
  page,
}) => {
  await open(page, '&hide=could_not_connect,error_status_code,unclassified')
  const slider = page.getByRole('slider', { name: 'グラフの時間帯' })
  await expect(slider).toBeVisible()
  const box = await slider.boundingBox()
  if (box === null) throw new Error('no chart')
  await page.mouse.click(box.x + box.width - 6, box.y + 40)
  await expect(page).toHaveURL(/cause=request_timeout/)
  await page.goto(
    `${server.baseUrl}/channels/${channel}/statistics?from=${new Date(now - 2 * HOUR).toISOString()}&to=${new Date(now).toISOString()}&detail=5XX`,
  )
  const details = page.getByRole('table', { name: '詳細' })
  await expect(details.getByRole('row')).toHaveCount(2)
  await expect(details.getByRole('row').nth(1)).toContainText('503')
  await details.getByRole('link', { name: '2件、試行を見る' }).click()
  await expect(page).toHaveURL(/\/attempts\?.*detail=503/)
})

test('since when: in words, with how it was found, and a link to the time around it', async ({ page }) => {
  // Another range altogether: the trouble is about now.
  await page.goto(
    `${server.baseUrl}/channels/${channel}/statistics?from=${new Date(now - 100 * MINUTE).toISOString()}&to=${new Date(now - 40 * MINUTE).toISOString()}`,
  )
  const panel = page.getByRole('region', { name: 'いつから' })
  const since = new Date(now - 30 * MINUTE + 9 * HOUR).toISOString().slice(11, 16)
  await expect(panel).toContainText(`${since} から、request_timeout が続いています。それまでは0件でした`)
  await expect(panel.getByText('見た範囲')).toBeHidden()
  await panel.getByText('判定のしかた').click()
  await expect(panel.getByText('見た範囲')).toBeVisible()
  await expect(panel).toContainText('60件(66.7%)')
  await panel.getByRole('link', { name: 'この前後を見る' }).click()
  const start = () => Date.parse(new URL(page.url()).searchParams.get('from') ?? '')
  // As long before it as since, by the server's clock.
  await expect.poll(start).toBeLessThanOrEqual(now - HOUR)
  expect(start()).toBeGreaterThan(now - 2 * HOUR)
})

test('since when: first in the head of each page of the channel, from where it leads to how that was found', async ({
  page,
}) => {
  const since = new Date(now - 30 * MINUTE + 9 * HOUR).toISOString().slice(11, 16)
  const link = page.getByRole('link', { name: `${since} から、request_timeout が続いています。それまでは0件でした` })
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page)
  await expect(link).toBeInViewport()
  // It takes no place from the first bars.
  const box = await page.getByRole('slider', { name: 'グラフの時間帯' }).boundingBox()
  expect((box?.y ?? 9_999) + 140).toBeLessThan(844)

  await page.setViewportSize({ width: 1_440, height: 900 })
  await page.goto(`${server.baseUrl}/channels/${channel}/attempts?range=6h`)
  await expect(link).toBeInViewport()
  await link.click()
  await expect(page).toHaveURL(/\/statistics\?range=6h#since-when$/)
  await expect(page.getByRole('region', { name: 'いつから' })).toBeInViewport()
})

test('the range stays from tab to tab, with the filters that the other page knows', async ({ page }) => {
  await open(page, '&zone=UTC&compare=previous&cause=request_timeout&view=table')
  const tab = (name: string) => page.getByRole('navigation', { name: 'チャネルのページ' }).getByRole('link', { name })
  const asked = () => Object.fromEntries(new URL(page.url()).searchParams)
  const range = { from: new Date(now - HOUR).toISOString(), to: new Date(now).toISOString() }
  await tab('試行').click()
  await expect(page).toHaveURL(/\/attempts\?/)
  expect(asked()).toEqual({ ...range, zone: 'UTC', cause: 'request_timeout' })
  await expect(page.getByRole('combobox', { name: '原因' })).toHaveValue('request_timeout')
  await tab('配信').click()
  await expect(page).toHaveURL(/\/deliveries\?/)
  expect(asked()).toEqual({ ...range, zone: 'UTC' })
  await tab('Webhookエラー').click()
  await expect(page).toHaveURL(/\/webhook-errors\?/)
  expect(asked()).toEqual(range)
  await tab('統計情報').click()
  await expect(page).toHaveURL(/\/statistics\?/)
  expect(asked()).toEqual(range)
  await page.getByRole('combobox', { name: '統計の種類' }).selectOption('response_times')
  await expect(page).toHaveURL(/kind=response_times/)
  expect(asked()).toEqual({ ...range, kind: 'response_times' })
})

test('on a phone the switch is in the sheet, a touched bar says both, nothing breaks a rule', async ({ browser }) => {
  const context = await browser.newContext({
    viewport: { width: 360, height: 780 },
    hasTouch: true,
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
  })
  await signIn(context, server)
  const page = await context.newPage()
  await open(page)
  await page.getByRole('button', { name: '絞り込みと表示' }).tap()
  await compare(page).tap()
  await page.getByRole('button', { name: '表示する' }).tap()
  await expect(page.getByText(/^前の期間: /)).toBeVisible()
  const slider = page.getByRole('slider', { name: 'グラフの時間帯' })
  await slider.scrollIntoViewIfNeeded()
  const box = await slider.boundingBox()
  if (box === null) throw new Error('no chart')
  await page.touchscreen.tap(box.x + box.width - 8, box.y + 60)
  await expect(page.getByText(/^前の期間はエラー/)).toBeVisible()
  await page.getByRole('link', { name: 'この時間の試行を見る' }).tap()
  await expect(page).toHaveURL(/\/attempts\?/)
  await page.goBack()
  await expect(page.getByText(/^前の期間: /)).toBeVisible()
  await expectAccessible(page)
  await context.close()
})
