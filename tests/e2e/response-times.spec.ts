import { expect, type Page, test } from '@playwright/test'
import type { TestServer } from '../support/start-server.ts'
import { complaintsOf, signIn, startConsole } from './console-server.ts'
import { countSince, makeChannel, type Reported, record } from './simulated-night.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** On a full minute, so that what is recorded falls into buckets that a test can name. */
const now = Math.floor(Date.now() / MINUTE) * MINUTE
const exactly = `kind=response_times&from=${new Date(now - HOUR).toISOString()}&to=${new Date(now).toISOString()}`

/** `count` attempts in one minute. */
function took(minutesAgo: number, durationMs: number, count: number, outcome: Reported['outcome'] = { status: 200 }) {
  return Array.from({ length: count }, (_, index): Reported => {
    return {
      id: `${minutesAgo}-${durationMs}-${index}`,
      startedAt: now - minutesAgo * MINUTE + index,
      durationMs,
      outcome,
    }
  })
}
const TIMEOUT: Reported['outcome'] = { error: { code: 'ETIMEDOUT', phase: 'response' } }

let server: TestServer
let key: string
let slow: string
let calm: string

test.beforeAll(async () => {
  server = await startConsole()
  key = await server.createKey(['--name', 'e2e', '--instance'])
  slow = await makeChannel(server, key, 'Slow bot')
  countSince(server, slow, [
    [now - 30 * HOUR, now - 20 * MINUTE],
    [now - 10 * MINUTE, null],
  ])
  // 200 successes: p50 100, p95 1,500, p99 1,900; 12 of them (6.0%) above 1,400 ms. 3 failures of 2,001 ms.
  await record(server, key, slow, [
    ...took(50, 100, 188),
    ...took(40, 1_500, 9),
    ...took(30, 1_900, 3),
    ...took(30, 2_001, 3, TIMEOUT),
  ])
  calm = await makeChannel(server, key, 'Calm bot')
  countSince(server, calm, [[now - 30 * HOUR, null]])
  await record(server, key, calm, took(50, 80, 40))
})
test.afterAll(() => server.stop())
test.beforeEach(({ context }) => signIn(context, server))

const open = (page: Page, query = `?${exactly}`, channel = slow) =>
  page.goto(`${server.baseUrl}/channels/${channel}/statistics${query}`)
const panelOf = (page: Page) => page.getByRole('region', { name: '応答時間', exact: true })
const warningOf = (page: Page) => page.getByRole('region', { name: '応答が制限時間に近づいています' })
const keyOf = (page: Page) => page.getByRole('table', { name: '期間全体の応答時間' })
const tableOf = (page: Page) => page.getByRole('table', { name: /時間帯ごとの応答時間/ })
const cellsOf = (page: Page, row: RegExp) =>
  tableOf(page)
    .getByRole('row', { name: row })
    .evaluate((one: HTMLTableRowElement) => [...one.cells].slice(1).map((cell) => cell.textContent))
const clock = (ms: number) => new Date(ms + 9 * HOUR).toISOString().slice(11, 16)

test('the drop-down leads to response times, in the address, undone by Back', async ({ page }) => {
  const complaints = complaintsOf(page)
  await open(page, '')
  const kind = page.getByRole('combobox', { name: '統計の種類' })
  await expect(async () => {
    await kind.selectOption('response_times')
    await expect(page).toHaveURL(/kind=response_times/, { timeout: 2_000 })
  }).toPass()
  await expect(panelOf(page)).toBeVisible()
  await page.reload()
  await expect(kind).toHaveValue('response_times')
  await page.goBack()
  await expect(kind).toHaveValue('errors')
  expect(complaints).toEqual([])
})

test('the figures, the percentiles and the table are those of the attempts, failures apart', async ({ page }) => {
  await open(page)
  // A bin's middle: at most 0.8 % off the 1,500 and 1,900 ms that were recorded.
  await expect(panelOf(page).getByText('6.0%制限時間の7割超')).toBeVisible()
  await expect(panelOf(page).getByText('成功 200件のうち 12件')).toBeVisible()
  const numbers = await keyOf(page).evaluate((table: HTMLTableElement) =>
    [...table.rows]
      .slice(1)
      .map((row) =>
        [...row.cells].slice(1).map((cell) => Number.parseFloat((cell.textContent ?? '').replace(',', ''))),
      ),
  )
  const recorded = [
    [100, 1_500, 1_900, 200],
    [2_001, 2_001, 2_001, 3],
  ]
  expect(numbers.map((row) => row.length)).toEqual([4, 4])
  for (const [row, cells] of recorded.entries()) {
    for (const [column, exact] of cells.entries()) {
      expect(Math.abs((numbers[row]?.[column] ?? Number.NaN) - exact)).toBeLessThanOrEqual(exact * 0.01)
    }
  }
  const at = (minutesAgo: number) => new RegExp(` ${clock(now - minutesAgo * MINUTE)}`)
  expect(await cellsOf(page, at(50))).toEqual(['100', '100', '100', '188', '–', '–', '–', '0'])
  expect(await cellsOf(page, at(45))).toEqual(['–', '–', '–', '0', '–', '–', '–', '0'])
  expect(await cellsOf(page, at(15))).toEqual(['集計オフ(応答時間はわかりません)'])
})

test('an early warning in words, only where it is worth one', async ({ page }) => {
  await open(page)
  await expect(warningOf(page)).toContainText(
    '届いた試行の 6.0%(200件のうち 12件)が、制限時間 2,000 ms の7割(1,400 ms)を超えています',
  )
  await warningOf(page).getByRole('link', { name: 'Request timeout のガイドを読む' }).click()
  await expect(page).toHaveURL(/\/guide\/request-timeout$/)
  await open(page, undefined, calm)
  await expect(panelOf(page).getByText('0%制限時間の7割超')).toBeVisible()
  await expect(warningOf(page)).toHaveCount(0)
})

test('the keyboard hears each time, and opens all its attempts', async ({ page }) => {
  await open(page)
  const chart = page.getByRole('slider', { name: 'グラフの時間帯' })
  await chart.focus()
  await page.keyboard.press('End')
  const go = async (text: string) => {
    for (let step = 0; step < 60; step += 1) {
      if ((await chart.getAttribute('aria-valuetext'))?.includes(text)) return
      await page.keyboard.press('ArrowLeft')
    }
  }
  await go('集計オフ')
  await expect(chart).toHaveAttribute('aria-valuetext', /集計オフ$/)
  await go('失敗 3件')
  await expect(chart).toHaveAttribute('aria-valuetext', /成功 3件\(p50 1,(8|9)\d\d、.*失敗 3件\(p50 2,0\d\d、/)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/attempts\?/)
  const { searchParams } = new URL(page.url())
  expect(Date.parse(searchParams.get('from') ?? '')).toBe(now - 30 * MINUTE)
  expect(searchParams.get('state')).toBeNull()
  await expect(page.locator('a[data-row-link]')).toHaveCount(6)
})

test('off, no traffic and no failures cannot be mistaken for each other, and keep the place', async ({ page }) => {
  const height = async () => Math.round((await panelOf(page).boundingBox())?.height ?? 0)
  await open(page)
  await expect(page.getByRole('slider')).toBeVisible()
  const usual = await height()

  await open(page, undefined, calm)
  await expect(page.getByRole('slider')).toBeVisible()
  await expect(keyOf(page).getByRole('row', { name: /失敗/ })).toContainText('–')
  expect(await height()).toBe(usual)

  const day = '?kind=response_times&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z'
  await open(page, day, calm)
  await expect(panelOf(page).getByText('この期間は集計していません')).toBeVisible()
  await expect(panelOf(page).getByText('応答時間はわかりません。いまは集計しています。')).toBeVisible()
  expect(await height()).toBe(usual)

  const before = `?kind=response_times&from=${new Date(now - 9 * HOUR).toISOString()}&to=${new Date(now - 8 * HOUR).toISOString()}`
  await open(page, before, calm)
  await expect(panelOf(page).getByText('この期間に、このチャネルへの送信はありませんでした')).toBeVisible()
  expect(await height()).toBe(usual)
  await panelOf(page)
    .getByRole('link', { name: /を見る$/ })
    .click()
  await expect(page).toHaveURL(/kind=response_times/)
  await expect(keyOf(page)).toBeVisible()
})
