import { expect, type Locator, type Page, test } from '@playwright/test'
import { startServer, type TestServer } from '../support/start-server.ts'
import { call, countSince, makeChannel, type Reported, record } from './simulated-night.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const administrator = { email: 'admin@example.com', name: 'Sato', password: 'a long enough password' }

let server: TestServer
let key: string
let channel: string
/** On a full minute, so that what is recorded falls into bars that a test can name. */
const now = Math.floor(Date.now() / MINUTE) * MINUTE

// | minutes ago | cause             | detail                      | how many |
// | 50          |                   | delivered                   |       20 |
// | 40          | request_timeout   | Request timeout             |        4 |
// | 30          | error_status_code | 503                         |        3 |
// | 30          | error_status_code | 404                         |        2 |
// | 20          | could_not_connect | Unknown host                |        1 |
// | 10          |                   | off: two 500, never counted |        2 |
// in all 30 counted attempts, 10 errors
const rows: [minutesAgo: number, outcome: Reported['outcome'], count: number][] = [
  [50, { status: 200 }, 20],
  [40, { error: { code: 'ETIMEDOUT', phase: 'response' } }, 4],
  [30, { status: 503 }, 3],
  [30, { status: 404 }, 2],
  [20, { error: { code: 'ENOTFOUND', phase: 'dns' } }, 1],
  [10, { status: 500 }, 2],
]

test.beforeAll(async () => {
  server = await startServer({
    env: { TODOKU_ADMIN_EMAIL: administrator.email, TODOKU_ADMIN_PASSWORD: administrator.password },
  })
  key = await server.createKey(['--name', 'e2e', '--instance'])
  channel = await makeChannel(server, key, 'Booking bot')
  countSince(server, channel, [
    [now - 30 * HOUR, now - 15 * MINUTE],
    [now - 5 * MINUTE, null],
  ])
  const attempts = rows.flatMap(([minutesAgo, outcome, count], row) =>
    Array.from({ length: count }, (_, index): Reported => {
      return { id: `${row}-${index}`, startedAt: now - minutesAgo * MINUTE + index * 1_000, durationMs: 100, outcome }
    }),
  )
  await record(server, key, channel, attempts)
})

test.afterAll(() => server.stop())

let complaints: string[]
test.beforeEach(async ({ page }) => {
  complaints = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  const answer = await page.request.post(`${server.baseUrl}/api/auth/sign-in/email`, {
    data: { email: administrator.email, password: administrator.password },
    headers: { origin: server.baseUrl },
  })
  expect(answer.ok()).toBe(true)
})

test.afterEach(() => expect(complaints).toEqual([]))

/** The hour that the rows lie in, by exact times: however slow the machine, it stays the same hour. */
const exactly = `from=${new Date(now - HOUR).toISOString()}&to=${new Date(now).toISOString()}`

const open = (page: Page, query = `?${exactly}`, id = channel) =>
  page.goto(`${server.baseUrl}/channels/${id}/statistics${query}`)

const tableOf = (page: Page) => page.getByRole('table', { name: /時間帯ごとのエラー件数|Errors by time/ })

/** Sums of the columns of the chart's table, by their heads; what was off says nothing and adds nothing. */
async function sums(table: Locator): Promise<Record<string, number>> {
  const cells = await table.evaluate((element: HTMLTableElement) =>
    [...element.rows].map((row) => [...row.cells].map((cell) => (cell.textContent ?? '').trim())),
  )
  const [heads = [], ...body] = cells
  const total: Record<string, number> = {}
  for (const row of body.filter((row) => row.length === heads.length)) {
    row.forEach((text, column) => {
      if (/^[\d,]+$/.test(text)) {
        const head = heads[column] ?? ''
        total[head] = (total[head] ?? 0) + Number(text.replace(',', ''))
      }
    })
  }
  return total
}

test('the figures, the legend, the table and the ranking say the same', async ({ page }) => {
  await open(page)
  await expect(page.getByText('10件のエラー')).toBeVisible()
  await expect(page.getByText('33.3%エラー率')).toBeVisible()
  await expect(page.getByText('30件の試行のうち')).toBeVisible()
  expect(await sums(tableOf(page))).toMatchObject({
    could_not_connect: 1,
    request_timeout: 4,
    error_status_code: 5,
    unclassified: 0,
    エラー: 10,
    試行: 30,
  })
  const ranked = page.getByRole('table', { name: '詳細' }).getByRole('row')
  await expect(ranked.nth(1)).toContainText('Request timeout')
  await expect(ranked.nth(1)).toContainText('40.0%')
  await expect(ranked).toHaveCount(5)
})

test('the chart is drawn, with a title and a description for those who cannot see it', async ({ page }) => {
  await open(page)
  const chart = page.getByRole('slider', { name: 'グラフの時間帯' })
  await expect(chart).toBeVisible()
  await expect(chart).toHaveAttribute('aria-valuetext', /エラー/)
  await expect(page.locator('svg title', { hasText: '原因ごとのエラー件数とエラー率、1分ごと' })).toHaveCount(1)
})

test('a cause chosen: stacked by its details, in the address, undone by Back', async ({ page }) => {
  await open(page)
  await page.getByRole('combobox', { name: '原因' }).selectOption('error_status_code')
  await expect(page).toHaveURL(/cause=error_status_code/)
  await expect(page.getByText('5件のエラー')).toBeVisible()
  expect(await sums(tableOf(page))).toMatchObject({ '503': 3, '404': 2, エラー: 5, 試行: 30 })
  await page.reload()
  await expect(page.getByText('5件のエラー')).toBeVisible()
  await page.goBack()
  await expect(page.getByText('10件のエラー')).toBeVisible()
  await expect(page.getByRole('combobox', { name: '原因' })).toHaveValue('')
})

test('a press on a detail counts only that detail, a second press all again', async ({ page }) => {
  await open(page)
  const details = page.getByRole('table', { name: '詳細' })
  await details.getByRole('link', { name: '404' }).click()
  await expect(page).toHaveURL(/detail=404/)
  await expect(page.getByText('2件のエラー', { exact: true })).toBeVisible()
  await expect(page.getByRole('combobox', { name: '詳細' })).toHaveValue('404')
  await details.getByRole('link', { name: '404' }).click()
  await expect(page).not.toHaveURL(/detail=/)
})

test('a class of statuses is a filter like a detail', async ({ page }) => {
  await open(page)
  await page.getByRole('combobox', { name: '詳細' }).selectOption('5XX')
  await expect(page).toHaveURL(/cause=error_status_code&detail=5XX/)
  await expect(page.getByText('3件のエラー', { exact: true })).toBeVisible()
  await page.getByRole('region', { name: 'ステータスコード' }).getByRole('link', { name: '4XX' }).click()
  await expect(page).toHaveURL(/detail=4XX/)
  await expect(page.getByText('2件のエラー', { exact: true })).toBeVisible()
})

test('what the browser shows by itself stays when the server is asked', async ({ page }) => {
  await open(page)
  await expect(async () => {
    await page.getByRole('button', { name: '表', exact: true }).click()
    await expect(page).toHaveURL(/view=table/, { timeout: 1_000 })
  }).toPass()
  await page.getByRole('table', { name: '詳細' }).getByRole('link', { name: '503' }).click()
  await expect(page).toHaveURL(/detail=503.*view=table/)
  await expect(page.getByText('3件のエラー', { exact: true })).toBeVisible()
  await expect(page.getByRole('slider')).toHaveCount(0)
  await page.getByRole('region', { name: 'ステータスコード' }).getByRole('link', { name: '4XX' }).click()
  await expect(page).toHaveURL(/detail=4XX.*view=table/)
})

test('the legend hides a cause and brings it back, without a word to the server', async ({ page }) => {
  await open(page)
  const causes = page.getByRole('group', { name: '原因' })
  const timeout = causes.getByRole('button', { name: /^request_timeout/ })
  await expect(page.getByRole('slider')).toBeVisible()
  await timeout.click()
  await expect(timeout).toHaveAttribute('aria-pressed', 'false')
  await expect(page.getByText('1つの原因を隠しています')).toBeVisible()
  await expect(page).toHaveURL(/hide=request_timeout/)
  await expect(page.getByText('10件のエラー')).toBeVisible()
  await page.getByRole('button', { name: 'すべて表示' }).click()
  await expect(timeout).toHaveAttribute('aria-pressed', 'true')
})

test('"only this" isolates a cause', async ({ page }) => {
  await open(page)
  await page.getByRole('button', { name: 'これだけ: could_not_connect' }).click()
  await expect(page.getByText('1件のエラー', { exact: true })).toBeVisible()
  await expect(
    page.getByRole('group', { name: '原因' }).getByRole('button', { name: /^unclassified/ }),
  ).toHaveAttribute('aria-pressed', 'false')
})

test('times that were off are said to be unknown, in the chart and in the table, and never zero', async ({ page }) => {
  await open(page, `?${exactly}&view=table`)
  const off = tableOf(page).getByRole('row').filter({ hasText: '集計オフ(件数はわかりません)' })
  await expect(off).toHaveCount(10)
  expect((await sums(tableOf(page))).試行).toBe(30)
  await page.getByRole('button', { name: 'グラフ' }).click()
  await expect(page.getByText('集計オフ', { exact: true }).first()).toBeVisible()
})

test('the keyboard walks through the bars and opens the attempts of one', async ({ page }) => {
  await open(page)
  const chart = page.getByRole('slider', { name: 'グラフの時間帯' })
  await chart.focus()
  await page.keyboard.press('End')
  for (let step = 0; step < 60; step += 1) {
    if ((await chart.getAttribute('aria-valuetext'))?.includes('エラー 5件')) break
    await page.keyboard.press('ArrowLeft')
  }
  await expect(chart).toHaveAttribute('aria-valuetext', /エラー 5件、試行 5件、エラー率 100%/)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/attempts\?/)
  const { searchParams } = new URL(page.url())
  expect(Date.parse(searchParams.get('from') ?? '')).toBe(now - 30 * MINUTE)
  expect(Date.parse(searchParams.get('to') ?? '')).toBe(now - 29 * MINUTE)
  expect(searchParams.get('state')).toBe('failed')
})

test('a press on a bar opens its attempts, with the filter of the chart', async ({ page }) => {
  await open(page, `?${exactly}&cause=error_status_code`)
  const chart = page.getByRole('slider', { name: 'グラフの時間帯' })
  const box = await chart.boundingBox()
  if (box === null) throw new Error('the chart has no place')
  await page.mouse.move(box.x + box.width * 0.5, box.y + 20)
  await expect(chart).toHaveAttribute('aria-valuetext', /.+/)
  await page.mouse.click(box.x + (box.width * 30.5) / 60, box.y + 20)
  await expect(page).toHaveURL(/\/attempts\?.*cause=error_status_code/)
})

test('a drag over the chart asks for that range, and Back undoes it', async ({ page }) => {
  await open(page)
  const chart = page.getByRole('slider', { name: 'グラフの時間帯' })
  const box = await chart.boundingBox()
  if (box === null) throw new Error('the chart has no place')
  await page.mouse.move(box.x + box.width * 0.25, box.y + 20)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.6, box.y + 20, { steps: 5 })
  await page.mouse.up()
  await expect(page).not.toHaveURL((url) => decodeURIComponent(url.search) === `?${exactly}`)
  const { searchParams } = new URL(page.url())
  const minutes = (Date.parse(searchParams.get('to') ?? '') - Date.parse(searchParams.get('from') ?? '')) / MINUTE
  expect(minutes).toBeGreaterThan(15)
  expect(minutes).toBeLessThan(30)
  await page.goBack()
  await expect(page).toHaveURL((url) => decodeURIComponent(url.search) === `?${exactly}`)
})

test('ranges: a preset, a step back and forth, exact times', async ({ page }) => {
  await open(page)
  await page.getByRole('group', { name: '期間', exact: true }).getByRole('button', { name: '6時間' }).click()
  await expect(page).toHaveURL(/range=6h/)
  await expect(page.getByRole('button', { name: '次の期間' })).toBeDisabled()
  await page.getByRole('button', { name: '前の期間', exact: true }).click()
  await expect(page).toHaveURL(/from=.*to=/)
  await expect(page.getByText('この期間に、このチャネルへの送信はありませんでした')).toBeVisible()
  await page.getByRole('button', { name: '次の期間' }).click()
  await expect(page.getByText('10件のエラー')).toBeVisible()

  await page.getByRole('button', { name: /期間を指定/ }).click()
  const form = page.getByRole('dialog', { name: '期間を指定' })
  await form.getByLabel('開始').fill('2026-01-02T00:00')
  await form.getByLabel('終了').fill('2026-01-01T00:00')
  await form.getByRole('button', { name: '表示する' }).click()
  await expect(form.getByText('終了は開始より後にしてください')).toBeVisible()
  await form.getByLabel('終了').fill('2026-01-03T00:00')
  await form.getByRole('button', { name: '表示する' }).click()
  await expect(page).toHaveURL(/from=2026-01-01T15:00:00.000Z&to=2026-01-02T15:00:00.000Z/)
  await expect(page.getByRole('heading', { name: 'この期間は集計していません' })).toBeVisible()
})

test('times that are being typed stay when the numbers come again', async ({ page }) => {
  await open(page, '?range=24h')
  await page.getByRole('button', { name: /期間を指定/ }).click()
  const begin = page.getByRole('dialog', { name: '期間を指定' }).getByLabel('開始')
  await begin.fill('2026-01-02T00:00')
  await page.waitForResponse(
    (response) => response.url().includes('_rsc=') && !response.request().headers()['next-router-prefetch'],
    { timeout: 30_000 },
  )
  await expect(page.getByText('たったいま更新').first()).toBeVisible()
  await expect(begin).toHaveValue('2026-01-02T00:00')
  await expect(begin).toBeFocused()
})

test('the zone changes the clock, not the numbers', async ({ page }) => {
  await open(page, `?${exactly}&view=table`)
  // A choice made before the page is alive is lost, as any is: it is made again.
  await expect(async () => {
    await page.getByRole('combobox', { name: '時刻の表示' }).selectOption('UTC')
    await expect(page).toHaveURL(/zone=UTC/, { timeout: 2_000 })
  }).toPass()
  await expect(tableOf(page).getByRole('columnheader', { name: /UTC/ })).toBeVisible()
  expect((await sums(tableOf(page))).エラー).toBe(10)
  const clock = new Date(now - 40 * MINUTE).toISOString().slice(11, 16)
  await expect(tableOf(page).getByRole('row').filter({ hasText: clock })).toContainText('4')
})

test('what the address says wrongly is as if it said nothing', async ({ page }) => {
  await open(
    page,
    `?${exactly}&range=gremlins&cause=gremlins&detail=gremlins&zone=Mars/Olympus&hide=gremlins&view=film`,
  )
  await expect(page.getByText('10件のエラー')).toBeVisible()
})

test('off, no traffic and all arrived cannot be mistaken for each other, and keep the place', async ({ page }) => {
  const off = await makeChannel(server, key, 'Off')
  await call(server, key, 'PATCH', `/api/v1/channels/${off}`, { errorStatistics: false })
  countSince(server, off, [])
  const quiet = await makeChannel(server, key, 'Quiet')
  countSince(server, quiet, [[now - 30 * HOUR, null]])
  const calm = await makeChannel(server, key, 'Calm')
  countSince(server, calm, [[now - 30 * HOUR, null]])
  await record(server, key, calm, [{ id: 'a', startedAt: now - 5 * MINUTE, durationMs: 80, outcome: { status: 200 } }])
  const panel = page.getByRole('region', { name: 'エラー' })
  const height = async () => Math.round((await panel.boundingBox())?.height ?? 0)

  await open(page)
  await expect(page.getByRole('slider')).toBeVisible()
  const usual = await height()

  await open(page, '?range=24h', quiet)
  await expect(panel.getByText('この期間に、このチャネルへの送信はありませんでした')).toBeVisible()
  expect(await height()).toBe(usual)

  await open(page, '?range=24h', calm)
  await expect(panel.getByText('すべて届きました')).toBeVisible()
  await expect(panel.getByText('1件の試行、エラー 0件')).toBeVisible()
  expect(await height()).toBe(usual)

  await open(page, '?range=1h', off)
  await expect(panel.getByRole('heading', { name: 'この期間は集計していません' })).toBeVisible()
  expect(await height()).toBe(usual)
  await panel.getByRole('button', { name: 'エラーの統計情報をオンにする' }).click()
  await expect(page.getByText('オンにしました')).toBeVisible()
  await expect(panel.getByText('0件の試行')).toBeVisible()
})

test('nothing jumps while the chart comes', async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value)
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await open(page)
  await expect(page.getByRole('slider')).toBeVisible()
  const shift = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts.reduce((a, b) => a + b, 0))
  expect(shift).toBeLessThan(0.02)
})

test('it keeps itself up to date, and can be paused', async ({ page }) => {
  const lively = await makeChannel(server, key, 'Lively')
  countSince(server, lively, [[now - HOUR, null]])
  await record(server, key, lively, [{ id: '1', startedAt: now - MINUTE, durationMs: 9, outcome: { status: 500 } }])
  await open(page, '?range=1h', lively)
  await expect(page.getByText('1件のエラー', { exact: true })).toBeVisible()
  await record(server, key, lively, [{ id: '2', startedAt: now - MINUTE, durationMs: 9, outcome: { status: 500 } }])
  await expect(page.getByText('2件のエラー', { exact: true })).toBeVisible({ timeout: 15_000 })
  await page.getByRole('button', { name: '自動更新を止める' }).click()
  await expect(page.getByText('自動更新を止めています')).toBeVisible()
})

for (const width of [800, 1280, 1440]) {
  test(`no word of a ranked detail runs into its neighbour at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 })
    await open(page)
    const cells = page.getByRole('table', { name: '詳細' }).getByRole('row').locator('td:first-child')
    await expect(cells.nth(1)).toBeVisible()
    const cramped = await cells.evaluateAll((all) =>
      all
        .flatMap((cell) => [...cell.querySelectorAll('a, span')])
        .filter((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0)
        .map((part) => part.textContent),
    )
    expect(cramped).toEqual([])
  })
}

test('on a phone: filters in a sheet, and the first bars above the fold', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page)
  const chart = page.getByRole('slider', { name: 'グラフの時間帯' })
  const box = await chart.boundingBox()
  expect((box?.y ?? 9_999) + 140).toBeLessThan(844)
  expect(Number(await chart.getAttribute('aria-valuemax'))).toBeLessThanOrEqual(48)
  await page.getByRole('button', { name: '絞り込みと表示' }).click()
  const sheet = page.getByRole('dialog', { name: '絞り込みと表示' })
  await sheet.getByRole('combobox', { name: '原因' }).selectOption('request_timeout')
  await expect(page).toHaveURL(/cause=request_timeout/)
  await expect(page.getByText('4件のエラー')).toBeVisible()
})

test.describe('by touch', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('a tap on a bar says its numbers and offers its attempts', async ({ page }) => {
    await open(page)
    const chart = page.getByRole('slider', { name: 'グラフの時間帯' })
    const box = await chart.boundingBox()
    if (box === null) throw new Error('the chart has no place')
    // Half a minute into the bar of the 503s and 404s, thirty minutes before the end of the hour.
    await page.touchscreen.tap(box.x + (box.width * 30.5) / 60, box.y + 20)
    const offer = page.getByRole('link', { name: 'この時間の試行を見る' })
    await offer.tap()
    await expect(page).toHaveURL(/\/attempts\?from=.*state=failed/)
  })
})
