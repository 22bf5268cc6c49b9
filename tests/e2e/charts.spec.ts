import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import Database from 'better-sqlite3'
import type { TestServer } from '../support/start-server.ts'
import { complaintsOf, prefer, signIn, startConsole } from './console-server.ts'
import { call, countSince, makeChannel, record, simulatedNight } from './simulated-night.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const now = Date.now()
const KINDS = ['errors', 'deliveries', 'response_times'] as const
type Kind = (typeof KINDS)[number]

let server: TestServer
let key: string
let channel: string

/** Two in three arrived; of the practice source, which no worker sends. */
function acceptDeliveries(): void {
  const database = new Database(join(server.dataDir, 'todoku.db'), { timeout: 5_000 })
  const insert = database.prepare(`INSERT INTO deliveries (id, "channelNo", state, attempts, "createdAtMs", source)
    SELECT ?, no, ?, 1, ?, 'practice' FROM channels WHERE id = ?`)
  for (let index = 0; index < 300; index += 1) {
    insert.run(`d${index}`, index % 3 ? 'delivered' : 'failed', now - index * 4 * MINUTE, channel)
  }
  database.close()
}

test.beforeAll(async () => {
  server = await startConsole()
  key = await server.createKey(['--name', 'e2e', '--instance'])
  channel = await makeChannel(server, key, '予約受付ボット(本番)')
  countSince(server, channel, [
    [now - 40 * HOUR, now - 5 * HOUR],
    [now - 4 * HOUR, null],
  ])
  await record(
    server,
    key,
    channel,
    simulatedNight(now).filter(({ startedAt }) => startedAt > now - 9 * HOUR),
  )
  acceptDeliveries()
})
test.afterAll(() => server.stop())
test.beforeEach(({ context }) => signIn(context, server))

const open = async (page: Page, kind: Kind, query = 'range=24h') => {
  await page.goto(`${server.baseUrl}/channels/${channel}/statistics?kind=${kind}&${query}`)
  await expect(page.getByRole('slider')).toBeVisible()
}

/** Presses "PNG" and reads what the browser was given. */
async function savePicture(page: Page): Promise<{ name: string; bytes: Buffer; width: number; height: number }> {
  await page
    .getByRole('button', { name: /^(保存|Save): (エラー|送信数|応答時間|Errors|Deliveries|Response times)$/ })
    .click()
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: /^PNG/ }).click()
  const download = await coming
  const bytes = await readFile(await download.path())
  // IHDR is the first chunk (PNG, 11.2.2): its width and height follow the signature, a length and its name.
  return { name: download.suggestedFilename(), bytes, width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

/** How many colours a picture has, and the one of its corner. */
function look(page: Page, bytes: Buffer): Promise<{ colours: number; corner: number[] }> {
  return page.evaluate(async (base64) => {
    const data = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([data], { type: 'image/png' }))
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
    if (context === null) throw new Error('no canvas')
    context.drawImage(bitmap, 0, 0)
    const pixels = context.getImageData(0, 0, bitmap.width, bitmap.height).data
    const seen = new Set<string>()
    for (let at = 0; at < pixels.length; at += 4) seen.add(pixels.slice(at, at + 3).join())
    return { colours: seen.size, corner: [...pixels.slice(0, 4)] }
  }, bytes.toString('base64'))
}

for (const kind of KINDS) {
  test(`the chart of ${kind} is saved as a picture, light and at twice the size, also from a dark page`, async ({
    page,
    context,
  }) => {
    const complaints = complaintsOf(page)
    await prefer(context, server, { theme: 'dark' })
    await open(page, kind)
    const { name, bytes, width, height } = await savePicture(page)
    expect(name).toMatch(new RegExp(`^todoku-予約受付ボット\\(本番\\)-${kind}-\\d{8}T\\d{4}-\\d{8}T\\d{4}\\.png$`))
    expect([...bytes.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    expect(width).toBe(1_920)
    expect(height).toBeGreaterThan(1_000)
    const { colours, corner } = await look(page, bytes)
    expect(corner).toEqual([255, 255, 255, 255])
    expect(colours).toBeGreaterThan(20)
    // Nothing of it stays on the page, and the policy refused nothing.
    await expect(page.locator('.paper')).toHaveCount(0)
    expect(complaints).toEqual([])
  })
}

test('a picture from a phone is the same size, and patterns are in it', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 })
  // Exact times that are over: nothing moves between two pictures.
  const over = `from=${new Date(now - 9 * HOUR).toISOString()}&to=${new Date(now - HOUR).toISOString()}`
  await open(page, 'errors', over)
  const plain = await savePicture(page)
  expect(plain.width).toBe(1_920)
  await open(page, 'errors', over)
  expect((await savePicture(page)).bytes.equals(plain.bytes)).toBe(true)
  await open(page, 'errors', `${over}&patterns=true`)
  const patterned = await savePicture(page)
  expect(patterned.height).toBe(plain.height)
  expect(patterned.bytes.equals(plain.bytes)).toBe(false)
})

test('in the table there is no chart to be saved', async ({ page }) => {
  await page.goto(`${server.baseUrl}/channels/${channel}/statistics?kind=errors&view=table`)
  await page.getByRole('button', { name: '保存: エラー' }).click()
  await expect(page.getByRole('button', { name: /^PNG/ })).toHaveCount(0)
})

const PAGES: [name: string, path: () => string, locale: 'ja' | 'en', title: RegExp][] = [
  ['statistics', () => `/channels/${channel}/statistics`, 'ja', /統計情報/],
  ['deliveries', () => `/channels/${channel}/statistics?kind=deliveries`, 'en', /Statistics/],
  ['response times', () => `/channels/${channel}/statistics?kind=response_times`, 'ja', /統計情報/],
  ['the chart as a table', () => `/channels/${channel}/statistics?view=table`, 'en', /Statistics/],
  ['attempts', () => `/channels/${channel}/attempts`, 'ja', /試行/],
  ['webhook errors', () => `/channels/${channel}/webhook-errors`, 'en', /Webhook errors/],
  ['settings', () => `/channels/${channel}/settings`, 'ja', /設定/],
  ['overview', () => '/', 'en', /Channels/],
]

for (const [name, path, locale, title] of PAGES) {
  test(`on paper: ${name}, ${locale}`, async ({ page, context }) => {
    await prefer(context, server, { locale, theme: 'dark' })
    await page.goto(server.baseUrl + path())
    await expect(page.getByRole('main')).toBeVisible()
    const hasChart = path().includes('statistics') && !path().includes('table')
    if (hasChart) await expect(page.getByRole('slider')).toBeVisible()
    await page.setViewportSize({ width: 726, height: 1_030 })
    await page.emulateMedia({ media: 'print' })
    // Which page, and when it was printed.
    await expect(page.getByText(/^\d{4}\/\d+\/\d+ .* に印刷$|^Printed \w+ \d+, \d{4} /)).toBeVisible()
    await expect(page.locator('body > p b, body p > b').filter({ hasText: title }).first()).toBeVisible()
    const seen = await page.evaluate(() => {
      const shown = (selector: string) =>
        [...document.querySelectorAll<HTMLElement>(selector)]
          .filter((element) => element.checkVisibility() && element.getClientRects().length > 0)
          .map((element) => element.outerHTML.slice(0, 120))
      return {
        pressed: [
          ...shown('nav:not([data-printed])'),
          ...shown('button:not([data-printed])'),
          ...shown('[role=slider]'),
        ],
        clipped: [...document.querySelectorAll<HTMLElement>('main *')]
          .filter((element) => element.querySelector('table') && element.checkVisibility())
          .filter((element) => getComputedStyle(element).overflowX !== 'visible')
          .map((element) => element.outerHTML.slice(0, 120)),
        wide: document.documentElement.scrollWidth,
        background: getComputedStyle(document.body).backgroundColor,
        heads: [...document.querySelectorAll('thead')].map((head) => getComputedStyle(head).display),
      }
    })
    expect(seen.pressed).toEqual([])
    expect(seen.clipped).toEqual([])
    expect(seen.wide).toBeLessThanOrEqual(726)
    expect(seen.background).toBe('rgb(255, 255, 255)')
    for (const head of seen.heads) expect(head).toBe('table-header-group')
    if (hasChart) {
      const chart = await page.locator('svg.recharts-surface').boundingBox()
      expect(chart?.width).toBeGreaterThan(600)
      expect((chart?.x ?? 0) + (chart?.width ?? 0)).toBeLessThanOrEqual(726)
    }
    const pdf = await page.pdf({ format: 'A4' })
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  })
}

const spanOf = (page: Page) => {
  const { searchParams } = new URL(page.url())
  return Date.parse(searchParams.get('to') ?? '') - Date.parse(searchParams.get('from') ?? '')
}

test('by keyboard: Shift chooses a range, Enter zooms in on it, Back undoes', async ({ page }) => {
  await open(page, 'errors', 'range=1h')
  const chart = page.getByRole('slider')
  await chart.focus()
  await page.keyboard.press('End')
  for (let step = 0; step < 9; step += 1) await page.keyboard.press('Shift+ArrowLeft')
  await expect(chart).toHaveAttribute('aria-valuetext', /を選択中、Enterで拡大$/)
  await page.keyboard.press('Escape')
  await expect(chart).not.toHaveAttribute('aria-valuetext', /選択中/)
  await page.keyboard.press('Shift+Home')
  await page.keyboard.press('ArrowRight')
  await expect(chart).not.toHaveAttribute('aria-valuetext', /選択中/)
  for (let step = 0; step < 9; step += 1) await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/from=.*to=/)
  expect(spanOf(page)).toBe(10 * MINUTE)
  await page.goBack()
  await expect(page).toHaveURL(/range=1h/)
})

test('a drag beyond the edge means as far as the chart goes', async ({ page }) => {
  await open(page, 'response_times', 'range=1h')
  const box = await page.getByRole('slider').boundingBox()
  if (box === null) throw new Error('the chart has no place')
  await page.mouse.move(box.x + box.width / 2, box.y + 40)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width + 60, box.y + 40, { steps: 4 })
  await page.mouse.up()
  await expect(page).toHaveURL(/from=.*to=/)
  expect(spanOf(page)).toBeGreaterThanOrEqual(29 * MINUTE)
  expect(spanOf(page)).toBeLessThanOrEqual(33 * MINUTE)
})

test.describe('by touch', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('a tap offers to zoom in around it, and Back undoes', async ({ page }) => {
    await open(page, 'deliveries', 'range=24h')
    const bars = 1 + Number(await page.getByRole('slider').getAttribute('aria-valuemax'))
    const box = await page.getByRole('slider').boundingBox()
    if (box === null) throw new Error('the chart has no place')
    await page.touchscreen.tap(box.x + box.width * 0.7, box.y + 40)
    await page.getByRole('button', { name: 'この前後を拡大' }).tap()
    await expect(page).toHaveURL(/from=.*to=/)
    // A third of them, each half an hour.
    expect(spanOf(page)).toBe(Math.ceil(bars / 3) * 30 * MINUTE)
    await page.goBack()
    await expect(page).toHaveURL(/range=24h/)
  })
})

const RANGES = ['15m', '1h', '6h', '24h', '7d', '30d', '90d', 'today', 'yesterday']
const LONG = `from=${new Date(now - 700 * 24 * HOUR).toISOString()}&to=${new Date(now).toISOString()}`

for (const [width, most] of [
  [1440, 121],
  [390, 49],
] as const) {
  test(`at ${width} px no chart has more than ${most} bars, whatever the range`, async ({ page }) => {
    test.slow()
    await page.setViewportSize({ width, height: 844 })
    for (const kind of KINDS) {
      for (const range of [...RANGES.map((name) => `range=${name}`), LONG]) {
        await page.goto(`${server.baseUrl}/channels/${channel}/statistics?kind=${kind}&${range}`)
        // Nothing was sent yesterday.
        if (range === 'range=yesterday') continue
        await expect(page.getByRole('slider'), `${kind} ${range}`).toBeVisible()
        const last = Number(await page.getByRole('slider').getAttribute('aria-valuemax'))
        expect(last + 1, `${kind} ${range}`).toBeLessThanOrEqual(most)
        expect(last, `${kind} ${range}`).toBeGreaterThan(5)
      }
    }
  })
}

test.describe('in New York', () => {
  test.use({ timezoneId: 'America/New_York' })

  test('the zones are that of the channel, UTC and the browser, each with its offset', async ({ page }) => {
    await open(page, 'errors')
    const zones = page.getByRole('combobox', { name: '時刻の表示' })
    await expect(zones.getByRole('option')).toHaveText([
      /^JST \(UTC\+9\)$/,
      /^UTC$/,
      /^ブラウザ: America\/New_York \(UTC-[45]\)$/,
    ])
    await zones.selectOption('America/New_York')
    await expect(page).toHaveURL(/zone=America\/New_York|zone=America%2FNew_York/)
    await expect(page.getByRole('slider')).toBeVisible()
    await page.reload()
    await expect(zones).toHaveValue('America/New_York')
  })
})

test('the labels of marks lie neither over each other nor beyond the chart, however narrow', async ({ page }) => {
  for (const [index, text] of ['v2.14.0', '予約フォームの締切を30分前に変更', 'v2.14.1 hotfix', 'v2.15.0'].entries()) {
    const at = new Date(now - (8 - 2 * index) * HOUR).toISOString()
    await call(server, key, 'POST', `/api/v1/channels/${channel}/marks`, { kind: 'deploy', at, text })
  }
  for (const width of [360, 390, 768, 1440, 2560]) {
    await page.setViewportSize({ width, height: 900 })
    for (const kind of KINDS) {
      await open(page, kind)
      const boxes = await page.locator('svg.recharts-surface').evaluate((svg) => {
        const frame = svg.getBoundingClientRect()
        return [...svg.querySelectorAll('text')]
          .map((text) => text.getBoundingClientRect())
          .filter(({ top }) => top - frame.top < 12)
          .map(({ left, right }) => [left - frame.left, right - frame.left] as const)
          .sort(([a], [b]) => a - b)
      })
      expect(boxes.length, `${kind} ${width}`).toBeGreaterThan(1)
      for (const [index, [left, right]] of boxes.entries()) {
        expect(left, `${kind} ${width}`).toBeGreaterThanOrEqual(boxes[index - 1]?.[1] ?? -1)
        expect(right, `${kind} ${width}`).toBeLessThanOrEqual(width)
      }
    }
  }
})
