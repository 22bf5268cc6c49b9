import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { makeSheets } from './contact-sheet.ts'
import { FOLDER } from './folder.ts'
import { fileOf, type Screen, screensOf, type Theme } from './looks.ts'
import { addressOf, type Stage, takeOver } from './stage.ts'
import type { State } from './state.ts'
import { STATES } from './states.ts'
import { finder } from './texts.ts'

/** What is longer is cut: nobody looks at the two-hundredth row. */
const LONGEST = { phone: 3_000, wide: 2_400 }

for (const state of STATES) {
  test(state.name, async ({ browser }) => {
    const stage = takeOver()
    const undo = await state.prepare?.(stage)
    await rm(join(FOLDER, state.name), { recursive: true, force: true })
    await mkdir(join(FOLDER, state.name), { recursive: true })
    try {
      for (const screen of screensOf(state)) await takePictures(browser, stage, state, screen)
    } finally {
      await undo?.()
    }
    await makeSheets(browser, state)
  })
}

async function takePictures(browser: Browser, stage: Stage, state: State, screen: Screen): Promise<void> {
  const place = stage[state.place ?? 'full']
  const { locale, width, height, isPhone, themes } = screen
  const context = await browser.newContext({
    viewport: { width, height },
    hasTouch: isPhone,
    isMobile: isPhone,
    locale: locale === 'ja' ? 'ja-JP' : 'en-GB',
    colorScheme: 'light',
    reducedMotion: 'reduce',
    storageState: state.signedOut ? undefined : place.signedIn,
  })
  try {
    await context.addCookies([{ name: 'todoku-locale', value: locale, url: place.baseUrl }])
    const page = await context.newPage()
    const complaints = complaintsOf(page)
    const answer = await page.goto(addressOf(place, state.path), { waitUntil: 'networkidle' })
    expect(answer?.ok(), `${state.path} answered ${answer?.status()}`).toBe(!state.isNoPage)
    // What was loaded last, as the chart is, has yet to be drawn.
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
    await state.act?.(page, finder(locale))
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme, media: state.print ? 'print' : 'screen' })
      await takePicture(page, state, screen, theme)
    }
    const { scrolled, of } = await page.evaluate(() => ({
      scrolled: document.documentElement.scrollWidth,
      of: document.documentElement.clientWidth,
    }))
    expect.soft(scrolled, `${locale}, ${width} px: it scrolls sideways`).toBeLessThanOrEqual(of)
    if (!state.isNoPage) expect.soft(complaints, `${locale}, ${width} px: the browser complains`).toEqual([])
  } finally {
    await context.close()
  }
}

async function takePicture(page: Page, state: State, { locale, width, isPhone }: Screen, theme: Theme): Promise<void> {
  const path = join(FOLDER, fileOf({ state: state.name, locale, theme, width }))
  if (state.screenOnly) {
    await page.screenshot({ path, animations: 'disabled' })
    return
  }
  const all = await page.evaluate(() => document.documentElement.scrollHeight)
  const height = Math.min(all, isPhone ? LONGEST.phone : LONGEST.wide)
  await page.screenshot({ path, animations: 'disabled', fullPage: true, clip: { x: 0, y: 0, width, height } })
}

/** What the browser says of a page; an answer that is no success is the page's own business. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      complaints.push(message.text())
    }
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return complaints
}
