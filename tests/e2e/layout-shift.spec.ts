import { expect, type Page, test } from '@playwright/test'
import { signIn } from './console-server.ts'
import { type Delivering, makeLineChannel, sendAsLine, startDelivering, untilQuiet } from './line-channel.ts'
import { countSince, record, simulatedNight } from './simulated-night.ts'

const HOUR = 3_600_000
/** Instead of every 10 or 15 s, so that a test need not wait for it. */
const SOON_MS = 1_500
const now = Date.now()
let here: Delivering
let channel: string

test.beforeAll(async () => {
  here = await startDelivering()
  channel = await makeLineChannel(here, '予約受付ボット', { errorStatistics: true })
  await sendAsLine(here, channel, 5)
  await untilQuiet(here, channel)
  countSince(here.server, channel, [[now - 30 * HOUR, null]])
  const lately = simulatedNight(now).filter(({ startedAt }) => startedAt > now - 9 * HOUR)
  await record(here.server, here.key, channel, lately)
})
test.afterAll(() => here.stop())
test.beforeEach(({ context }) => signIn(context, here.server))

type Shift = { value: number; moved: string[] }

/** Collects every shift from the first paint on, with what moved; one that answers a press is meant and not counted. */
async function watchShifts(page: Page): Promise<() => Promise<Shift[]>> {
  await page.addInitScript(() => {
    const seen: Shift[] = []
    Object.assign(window, { shifts: seen })
    const describe = ({ node, previousRect: from, currentRect: to }: LayoutShiftSource) => {
      const element = node instanceof Element ? node : node?.parentElement
      const text = element?.textContent?.slice(0, 40)
      return `${element?.tagName} "${text}" ${from.x},${from.y} ${from.width}×${from.height} → ${to.x},${to.y} ${to.width}×${to.height}`
    }
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as LayoutShiftEntry[])
        if (!entry.hadRecentInput) seen.push({ value: entry.value, moved: entry.sources.map(describe) })
    }).observe({ type: 'layout-shift', buffered: true })
  })
  return () => page.evaluate(() => (window as unknown as { shifts: Shift[] }).shifts)
}

/** What TypeScript's DOM library does not know yet (Layout Instability, W3C). */
type LayoutShiftSource = { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }
type LayoutShiftEntry = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: LayoutShiftSource[] }

/** In the page: what happens every 10 s or more seldom happens sooner. */
function refreshSoon(soonMs: number): void {
  const set = window.setInterval.bind(window)
  const sooner = (act: () => void, ms?: number) => set(act, ms !== undefined && ms >= 10_000 ? soonMs : ms)
  Object.assign(window, { setInterval: sooner })
}

type Shown = { path: () => string; hasChart?: true; refreshes?: true }
const pages: Record<string, Shown> = {
  overview: { path: () => '/', refreshes: true },
  errors: { path: () => `/channels/${channel}/statistics`, hasChart: true, refreshes: true },
  deliveries: { path: () => `/channels/${channel}/statistics?kind=deliveries`, hasChart: true, refreshes: true },
  'response times': {
    path: () => `/channels/${channel}/statistics?kind=response_times`,
    hasChart: true,
    refreshes: true,
  },
  attempts: { path: () => `/channels/${channel}/attempts` },
}

for (const width of [1440, 390]) {
  for (const [name, { path, hasChart, refreshes }] of Object.entries(pages)) {
    test(`${name}, ${width} px: nothing moves by itself while it loads, refreshes, and is pointed at`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height: 900 })
      // A slow network, so that what comes later than the page is seen to come.
      await page.route('**/_next/static/**/*.js', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 150))
        await route.continue()
      })
      await page.addInitScript(refreshSoon, SOON_MS)
      const shifts = await watchShifts(page)
      await page.goto(here.server.baseUrl + path())
      if (hasChart) await expect(page.getByRole('slider')).toBeVisible()
      if (refreshes) {
        await expect(page.getByRole('button', { name: '自動更新を止める' })).toBeVisible()
        // Once for the age that is counted up, and once for the numbers that come anew.
        for (let times = 0; times < 2; times++)
          await page.waitForResponse(
            (response) => response.url().includes('_rsc=') && !response.request().headers()['next-router-prefetch'],
          )
        await expect(page.getByText('たったいま更新')).toBeVisible()
      }

      const target = hasChart ? page.getByRole('slider') : page.getByRole('main').getByRole('link').first()
      const box = await target.boundingBox()
      if (box === null) throw new Error('there is nothing to point at')
      for (const share of [0.2, 0.5, 0.8]) {
        await page.mouse.move(box.x + box.width * share, box.y + box.height / 2)
        await page.waitForTimeout(100)
      }
      const seen = await shifts()
      const total = seen.reduce((sum, { value }) => sum + value, 0)
      expect(total.toFixed(2), JSON.stringify(seen, null, 2)).toBe('0.00')
    })
  }
}

test('on a phone the head of a channel in trouble is no taller than that of a quiet one', async ({ page }) => {
  const quiet = await makeLineChannel(here, '休業中のボット', { errorStatistics: true })
  await page.setViewportSize({ width: 390, height: 844 })
  const placeOfPages = async (id: string) => {
    await page.goto(`${here.server.baseUrl}/channels/${id}/statistics`)
    const { y } = (await page.getByRole('navigation', { name: 'チャネルのページ' }).boundingBox()) ?? {}
    return y
  }
  const inTrouble = await placeOfPages(channel)
  await expect(page.getByRole('link', { name: /から、could_not_connect が/ }).first()).toBeVisible()
  expect(await placeOfPages(quiet)).toBe(inTrouble)
})
