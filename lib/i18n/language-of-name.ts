const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u

/**
 * The language of what people named: it breaks between its words, is read aloud and has its letters as in that language,
 * whatever the page is in. Undefined: that of the page.
 */
export function languageOfName(name: string): 'ja' | undefined {
  return JAPANESE.test(name) ? 'ja' : undefined
}
