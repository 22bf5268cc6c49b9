import { X509Certificate } from 'node:crypto'
import AxeBuilder from '@axe-core/playwright'
import { type Browser, expect, type Page, request, test } from '@playwright/test'
import { makeCertificates } from '@/lib/practice-bot/certificates.ts'
import { type Screen, screensOf } from '../gallery/looks.ts'
import { openStage } from '../gallery/open-stage.ts'
import { addressOf, type Stage, takeOver } from '../gallery/stage.ts'
import type { State } from '../gallery/state.ts'
import { STATES } from '../gallery/states.ts'
import { finder, TEXTS } from '../gallery/texts.ts'
import { appPages, pageOf } from '../support/app-pages.ts'
import { markTexts } from '../support/mark-texts.js'
import { firstScriptBytes } from '../support/script-bytes.ts'
import { plainWords } from './plain-words.ts'
import { tabThrough } from './tab-through.ts'

/** What the servers show: no text as it is, so that a word from elsewhere than lib/i18n stands out. */
const MARKED = markTexts(TEXTS)
let stage: Stage
let close: () => Promise<void>

test.beforeAll(async () => {
  test.setTimeout(300_000)
  const preload = new URL('../support/pseudo-texts.js', import.meta.url).href
  close = await openStage({ NODE_OPTIONS: `--import=${preload}` })
  stage = takeOver()
})
test.afterAll(() => close())

/** One after another, two at a time: as many as a small machine has cores. Opening the stage takes longer than most of them. */
test('every page and state: axe finds nothing, every word is a text of lib/i18n, Tab goes through', async ({
  browser,
}) => {
  test.setTimeout(1_200_000)
  const waiting = STATES.filter(({ print }) => !print)
  const given = await givenNames()
  const pages = appPages()
  const tabbed = new Set<string | null>()
  const visited = new Set<string | null>()
  const visitor = async () => {
    for (let state = waiting.shift(); state !== undefined; state = waiting.shift()) {
      const page = pageOf(state.path.replace('{setUp}', '/set-up'), pages)
      const byTab = !state.act && !tabbed.has(page)
      if (byTab) tabbed.add(page)
      await visit(browser, state, { given, byTab })
      visited.add(page)
    }
  }
  await Promise.all([visitor(), visitor()])
  // What no state shows was not looked at.
  expect(pages.filter((page) => !visited.has(page))).toEqual([])
})

test('every page first loads at most 200 KB of gzipped JavaScript; the chart comes later', async () => {
  const pages = appPages()
  for (const wanted of pages) {
    const state = STATES.find(
      ({ path, isNoPage }) => !isNoPage && pageOf(path.replace('{setUp}', '/set-up'), pages) === wanted,
    )
    if (state === undefined) throw new Error(`no state shows ${wanted}`)
    const place = stage[state.place ?? 'full']
    const reader = await request.newContext({ storageState: state.signedOut ? undefined : place.signedIn })
    const bytes = await firstScriptBytes(addressOf(place, state.path), async (url) => (await reader.get(url)).body())
    await reader.dispose()
    expect.soft(bytes, wanted).toBeGreaterThan(50_000)
    expect.soft(bytes, wanted).toBeLessThanOrEqual(200_000)
  }
})

test('the columns of a saved file are named by lib/i18n', async () => {
  const { baseUrl, signedIn, ids } = stage.full
  const reader = await request.newContext({ storageState: signedIn })
  for (const table of ['attempts', 'deliveries', 'aggregation-periods', 'sends', 'redeliveries'])
    for (const language of ['ja', 'en'] as const) {
      const url = `${baseUrl}/api/v1/channels/${ids.line}/${table}?format=csv&language=${language}`
      const [columns = ''] = (await (await reader.get(url)).text()).split('\r\n')
      const known = Object.values(MARKED[language].columns)
      expect(columns.length, url).toBeGreaterThan(10)
      expect
        .soft(
          columns
            .replace('\ufeff', '')
            .split(',')
            .filter((name) => !known.includes(name)),
          url,
        )
        .toEqual([])
    }
  await reader.dispose()
})

type How = { given: readonly string[]; byTab: boolean }

/** Wide in English, on a phone in Japanese and dark: what axe looks for is in no language. */
async function visit(browser: Browser, state: State, how: How): Promise<void> {
  const undo = await state.prepare?.(stage)
  try {
    const screens = screensOf({ ...state, everyWidth: undefined })
    for (const screen of screens.filter(({ isPhone, locale }) => isPhone === (locale === 'ja')))
      await look(browser, state, screen, how)
  } finally {
    await undo?.()
  }
}

/** The checks are soft, so that one run tells all that there is to mend. */
async function look(browser: Browser, state: State, { locale, width, height, isPhone }: Screen, how: How) {
  const place = stage[state.place ?? 'full']
  const context = await browser.newContext({
    viewport: { width, height },
    hasTouch: isPhone,
    isMobile: isPhone,
    colorScheme: isPhone ? 'dark' : 'light',
    reducedMotion: 'reduce',
    storageState: state.signedOut ? undefined : place.signedIn,
  })
  const where = `${state.name}, ${width} px`
  try {
    await context.addCookies([{ name: 'todoku-locale', value: locale, url: place.baseUrl }])
    const page = await context.newPage()
    await page.goto(addressOf(place, state.path), { waitUntil: 'networkidle' })
    await state.act?.(page, finder(locale, MARKED))
    // It comes with the streamed rest of the page.
    await expect(page).toHaveTitle(/./)
    expect.soft(await plainWords(page, how.given), `${where}: words from elsewhere`).toEqual([])
    expect.soft(await broken(await axe(page)), where).toEqual([])
    if (!isPhone) {
      await page.emulateMedia({ colorScheme: 'dark' })
      expect.soft(await broken((await axe(page)).withRules(['color-contrast'])), `${where}, dark`).toEqual([])
    }
    const scrolled = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect.soft(scrolled, `${where}: it scrolls sideways`).toBeLessThanOrEqual(0)
    if (how.byTab && !isPhone) expect.soft(await tabThrough(page), `${where}: by Tab`).toEqual([])
  } catch (error) {
    expect.soft(error, `${where}: what is done there`).toBeNull()
  } finally {
    await context.close()
  }
}

/**
 * Every rule of axe, but no second page, which only frames of other origins would need. Of the operations of the API, which
 * are all alike and hundreds of lines each, two of each group. Where something lies over the page, that alone: the page has a
 * state of its own.
 */
async function axe(page: Page): Promise<AxeBuilder> {
  const builder = new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .exclude('section[aria-labelledby] ~ section[aria-labelledby] ~ section')
  for (const over of ['dialog[open]', ':popover-open'])
    if ((await page.locator(over).count()) > 0) builder.include(over)
  return builder
}

async function broken(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.analyze()
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' | ')}`)
}

/** Which of them an attempt shows is chance. */
async function practiceCertificateNames(): Promise<string[]> {
  const { caPem, ...identities } = await makeCertificates('names.test')
  const pems = [caPem, ...Object.values(identities).map(({ cert }) => cert)].join('\n')
  const chain = pems.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  return chain.flatMap((pem) => {
    const { subject, issuer } = new X509Certificate(pem)
    return [subject, issuer].flatMap((name) => /CN=([^\n]+)/.exec(name)?.[1] ?? [])
  })
}

/** What the seeds have named, the longest first. */
async function givenNames(): Promise<string[]> {
  const certificates = await practiceCertificateNames()
  // An id of nothing, and who and what the seeds name.
  const names = ['nothing', 'Administrator', '監視', '送信サーバー', '予約受付ボット(夜間)', ...certificates]
  for (const { key, call } of Object.values(stage)) {
    if (key === '') continue
    const { channels } = (await call('GET', '/api/v1/channels')) as { channels: { name: string }[] }
    names.push(...channels.map(({ name }) => name))
  }
  return [...new Set(names)].sort((one, other) => other.length - one.length)
}
