import { parse } from '@formatjs/icu-messageformat-parser'
import { printAST } from '@formatjs/icu-messageformat-parser/printer.js'

// Preloaded into a test's server (`NODE_OPTIONS=--import`): every text of lib/i18n is shown in letters that nothing
// else has, so that a sentence from anywhere else is plain to see.

const PLAIN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const MARKED = 'ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþɋŕšţûṽŵẋýž'
const LETTERS = new Map([...PLAIN].map((letter, at) => [letter, [...MARKED][at]]))

const mark = (text) =>
  text.replace(/[A-Za-z]/g, (letter) => LETTERS.get(letter)).replace(/[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}]/gu, '〓')

/** Marks what is said in a message, and leaves its arguments and tags. */
function markElements(elements) {
  for (const element of elements) {
    if (element.type === 0) element.value = mark(element.value)
    if (element.children) markElements(element.children)
    for (const { value } of Object.values(element.options ?? {})) markElements(value)
  }
  return elements
}

const markMessage = (message) => printAST(markElements(parse(message, { requiresOtherClause: false })))

/** Marks a text of the guide, and leaves its code and where its links lead. */
const markGuide = (text) =>
  text.replace(/`[^`]+`|\]\([a-z0-9_-]+\)|[^`\]]+|\]/g, (part) => (/^`|^\]\(/.test(part) ? part : mark(part)))

function change(texts, markText) {
  if (typeof texts === 'string') return markText(texts)
  if (Array.isArray(texts)) return texts.map((text) => change(text, markText))
  // `run` is no text, but the name of a command.
  const entries = Object.entries(texts).map(([key, text]) => [key, key === 'run' ? text : change(text, markText)])
  return Object.fromEntries(entries)
}

globalThis[Symbol.for('todoku.changeTexts')] = (texts) => change(texts, 'common' in texts.en ? markMessage : markGuide)
