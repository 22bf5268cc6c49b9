import { parse } from '@formatjs/icu-messageformat-parser'
import { printAST } from '@formatjs/icu-messageformat-parser/printer.js'

const PLAIN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const MARKED = 'ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþɋŕšţûṽŵẋýž'
const LETTERS = new Map([...PLAIN].map((letter, at) => [letter, [...MARKED][at]]))

const JAPANESE = /[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}ー]/gu
/** Hangul, of which nothing of ours has any: one for each letter, so that two buttons do not get the same name. */
const toHangul = (letter) => String.fromCodePoint(0xac00 + (letter.codePointAt(0) % 11_172))

const mark = (text) => text.replace(/[A-Za-z]/g, (letter) => LETTERS.get(letter)).replace(JAPANESE, toHangul)

/** Marks what is said in a message, and leaves its arguments and tags. */
function markElements(elements) {
  for (const element of elements) {
    if (element.type === 0) element.value = mark(element.value)
    if (element.children) markElements(element.children)
    for (const { value } of Object.values(element.options ?? {})) markElements(value)
  }
  return elements
}

const markMessage = (message) => printAST(markElements(parse(message)))

/** Marks a text of the guide, and leaves its code and where its links lead. */
const markGuide = (text) =>
  text.replace(/`[^`]+`|\]\([a-z0-9_-]+\)|[^`\]]+|\]/g, (part) => (/^`|^\]\(/.test(part) ? part : mark(part)))

/** `leave`: the key of what is no text. */
function change(texts, markText, leave) {
  if (typeof texts === 'string') return markText(texts)
  if (Array.isArray(texts)) return texts.map((text) => change(text, markText, leave))
  const changed = ([key, text]) => [key, key === leave ? text : change(text, markText, leave)]
  return Object.fromEntries(Object.entries(texts).map(changed))
}

/**
 * Texts of lib/i18n in letters that nothing else has: whatever is shown in others comes from elsewhere.
 * @template Texts
 * @param {Texts} texts by language: the messages, or the guide
 * @returns {Texts}
 */
export function markTexts(texts) {
  return 'common' in texts.en ? change(texts, markMessage) : change(texts, markGuide, 'run')
}
