import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from '@playwright/test'
import { FOLDER } from './folder.ts'
import { fileOf, type Picture, picturesOf, sheetOf } from './looks.ts'
import type { State } from './state.ts'

/** As wide as an image viewer shows without making it smaller. */
const SHEET = 1_600

/** All pictures of a state in one, so that somebody really looks at them: two wide ones in a row, or four of a phone. */
export async function makeSheet(browser: Browser, state: State): Promise<void> {
  const figures = await Promise.all(picturesOf(state).map(figure))
  const context = await browser.newContext({ viewport: { width: SHEET, height: 200 } })
  try {
    const page = await context.newPage()
    await page.setContent(
      `<!doctype html><style>${STYLE}</style><h1>${state.name}</h1><main>${figures.join('')}</main>`,
      {
        waitUntil: 'load',
      },
    )
    await mkdir(join(FOLDER, 'sheets'), { recursive: true })
    await page.screenshot({ path: join(FOLDER, sheetOf(state.name)), fullPage: true })
  } finally {
    await context.close()
  }
}

async function figure(picture: Picture): Promise<string> {
  const data = await readFile(join(FOLDER, fileOf(picture)), 'base64')
  const { locale, theme, width } = picture
  const kind = width < 500 ? 'phone' : 'wide'
  return `<figure class="${kind}"><figcaption>${locale} ${theme} ${width}</figcaption><img src="data:image/png;base64,${data}"></figure>`
}

const STYLE = `
  body { margin: 12px; background: #888; font: 14px sans-serif; }
  h1 { margin: 0 0 8px; font-size: 16px; }
  main { display: grid; grid-template-columns: repeat(4, 1fr); gap: 12px; align-items: start; grid-auto-flow: dense; }
  figure { margin: 0; } figure.wide { grid-column: span 2; } figcaption { font-size: 12px; }
  img { display: block; width: 100%; max-height: 1300px; object-fit: cover; object-position: top; }
`
