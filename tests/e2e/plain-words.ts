import type { Page } from '@playwright/test'
import { BRAZE_DETAILS, BRAZE_SERVER_ERROR } from '@/lib/domain/braze-errors.ts'
import { ALL_LABELS, CAUSES } from '@/lib/domain/taxonomy.ts'
import { statusName } from '@/lib/i18n/status-names.ts'

/** Names that stay as they are in every language: LINE's and Braze's for errors, HTTP's for statuses, ours. */
const NAMES = [
  ...ALL_LABELS,
  ...CAUSES,
  ...BRAZE_DETAILS,
  ...BRAZE_DETAILS.map((detail) => detail.replace(/^\d+ /, '')),
  BRAZE_SERVER_ERROR,
  ...Array.from({ length: 500 }, (_, at) => statusName(100 + at)).filter((name) => name !== null),
  ...['Todoku', 'JST', 'UTC', 'POST', 'API', 'TLS', 'HTTP', 'LINE', 'Braze', 'CSV', 'TSV'],
]

/** What is no word: addresses, media types, ids. It goes first, as a name may be a part of it. */
const ADDRESSES = [
  /https?:\/\/\S*/g,
  /\b(application|text)\/[a-z-]+\b/g,
  /\b[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?(\/\S*)?/gi,
  /\b[0-9A-HJKMNP-TV-Z]{26}\b/g,
]

/** What Intl and the formats beside it say: units, days and months, ages, zones; and codes. */
const FORMATS = [
  /\b[A-Z][A-Za-z]+(\/[A-Z][A-Za-z_-]+)+\b/g,
  /\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b/g,
  /\b\d+ ?(ms|s|m|min|h|d|mo|y|KiB)( ago)?\b/g,
  /\d+(秒|分|時間|日|か月)(前)?|\((日|月|火|水|木|金|土)\)/g,
  /\b[A-Z]+(_[A-Z]+)+\b/g,
  /\bp\d\d\b|\b\d?XX\b|\b[1-5]xx\b|\bms\b/g,
]

type Seen = { where: string; text: string }

/**
 * Everything that a page says, to eyes and to screen readers, in which a word is left that no text of lib/i18n has
 * brought: the server shows those marked (`../support/mark-texts.js`).
 * @param given what people have named: channels, keys, campaigns
 */
export async function plainWords(page: Page, given: readonly string[]): Promise<string[]> {
  // What was typed, what stands in type of one width, and the API's operations may be named in a label, too.
  const data = await page
    .locator('input, .font-mono, code, h3[id]')
    .evaluateAll((all) =>
      all
        .flatMap((one) => [one instanceof HTMLInputElement ? one.value : (one.textContent ?? ''), one.id])
        .filter((text) => text.length > 2),
    )
  // The longest first: else a part of a name is taken out of it.
  const names = [...given, ...data, ...NAMES].sort((a, b) => b.length - a.length)
  return (await page.evaluate(readPage)).flatMap(({ where, text }) => {
    const left = clear(without(clear(text, ADDRESSES), names), FORMATS)
    return /[A-Za-z]|[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}]/u.test(left) ? [`${where}: ${text}`] : []
  })
}

const clear = (text: string, formats: readonly RegExp[]) =>
  formats.reduce((rest, format) => rest.replace(format, ' '), text)

const without = (text: string, names: readonly string[]) =>
  names.reduce((rest, name) => rest.replaceAll(name, ' '), text)

/**
 * In the page. Ids, code and what was typed are nobody's texts: they stand in type of one width, or in fields. Nor is what
 * stays English and says so by its `lang`: LINE's labels, and the OpenAPI document on the page about it.
 */
function readPage(): Seen[] {
  const seen: Seen[] = [{ where: 'title', text: document.title }]
  const isData = (element: Element) =>
    element.closest('code, pre, kbd, samp, .font-mono, textarea, script, style, body [lang]') !== null
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement
    const text = texts.currentNode.textContent?.trim() ?? ''
    // One letter is the reader's initial.
    if (element === null || text.length < 2 || isData(element)) continue
    if (element.closest('option') === null && !element.checkVisibility()) continue
    seen.push({ where: element.tagName.toLowerCase(), text })
  }
  const attributes = [
    'aria-label',
    'aria-description',
    'aria-roledescription',
    'aria-valuetext',
    'title',
    'placeholder',
    'alt',
  ]
  for (const element of document.querySelectorAll(attributes.map((name) => `[${name}]`).join()))
    for (const name of attributes) {
      const text = element.getAttribute(name)
      if (text !== null && element.checkVisibility() && !isData(element))
        seen.push({ where: `${element.tagName.toLowerCase()} ${name}`, text })
    }
  return seen
}
