import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from '@playwright/test'
import { FOLDER } from './folder.ts'
import { fileOf, type Picture, sheetsOf } from './looks.ts'
import type { State } from './state.ts'

/** About what an image viewer shows without making it smaller. */
const SHEET = { width: 1_560, height: 400 }

/** Several pictures of a state in one, so that somebody really looks at them: two wide ones in a row, or four of a phone. */
export async function makeSheets(browser: Browser, state: State): Promise<void> {
  await mkdir(join(FOLDER, 'sheets'), { recursive: true })
  const context = await browser.newContext({ viewport: SHEET })
  try {
    const page = await context.newPage()
    for (const { file, pictures } of sheetsOf(state)) {
      const wideFirst = [...pictures].sort((one, other) => Number(isPhone(one)) - Number(isPhone(other)))
      const figures = await Promise.all(wideFirst.map(figure))
      await page.setContent(
        `<!doctype html><style>${STYLE}</style><h1>${state.name}</h1><main>${figures.join('')}</main>`,
      )
      await page.screenshot({ path: join(FOLDER, file), fullPage: true })
    }
  } finally {
    await context.close()
  }
}

const isPhone = ({ width }: Picture) => width < 500

async function figure(picture: Picture): Promise<string> {
  const data = await readFile(join(FOLDER, fileOf(picture)), 'base64')
  const { locale, theme, width } = picture
  const caption = `${locale} ${theme} ${width}`
  return `<figure class="${isPhone(picture) ? 'phone' : 'wide'}"><figcaption>${caption}</figcaption><img src="data:image/png;base64,${data}" alt=""></figure>`
}

/** A long page is cut where the sheet would get too small to read. */
const STYLE = `
  body { margin: 8px; background: #888; font: 12px sans-serif; }
  h1 { margin: 0 0 4px; font-size: 14px; }
  main { display: grid; grid-template-columns: repeat(4, 1fr); gap: 8px; align-items: start; }
  figure { margin: 0; } figure.wide { grid-column: span 2; }
  img { display: block; width: 100%; object-fit: cover; object-position: top; }
  .wide img { max-height: 700px; } .phone img { max-height: 840px; }
`
