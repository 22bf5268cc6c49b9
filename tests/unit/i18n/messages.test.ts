import { describe, expect, test } from 'vitest'
import { ERROR_CODES, ITEM_ERROR_CODES } from '@/lib/domain/errors.ts'
import { ALL_LABELS } from '@/lib/domain/taxonomy.ts'
import en from '@/lib/i18n/en.json'
import ja from '@/lib/i18n/ja.json'
import { chooseLocale } from '@/lib/i18n/locales.ts'
import { messagesForClient } from '@/lib/i18n/messages.ts'

/** Every text by its path, so that the two languages can be laid side by side. */
function texts(node: unknown, path = ''): Map<string, string> {
  if (typeof node === 'string') return new Map([[path, node]])
  const entries = Object.entries(node as Record<string, unknown>)
  return new Map(entries.flatMap(([key, value]) => [...texts(value, path === '' ? key : `${path}.${key}`)]))
}

/** Names in braces at the top of a message: `{count}`, `{count, plural, …}`. */
function argumentsOf(text: string): string[] {
  const names: string[] = []
  let depth = 0
  for (const [index, character] of [...text].entries()) {
    if (character === '{') {
      depth += 1
      if (depth === 1) names.push(/^\s*(\w+)/.exec([...text].slice(index + 1).join(''))?.[1] ?? '')
    } else if (character === '}') depth -= 1
  }
  return [...new Set(names)].sort()
}

describe('both languages', () => {
  const japanese = texts(ja)
  const english = texts(en)

  test('say the same things', () => {
    expect([...english.keys()].sort()).toEqual([...japanese.keys()].sort())
  })

  test('with the same arguments; English may need a number more, for its plural', () => {
    const lacking = [...japanese].filter(([path, text]) => {
      const given = argumentsOf(english.get(path) ?? '')
      return !argumentsOf(text).every((name) => given.includes(name))
    })
    expect(lacking.map(([path]) => path)).toEqual([])
  })

  test('write a number with its separators in both, where one of them has it as a number', () => {
    const numbersOf = (text: string) => [...text.matchAll(/\{(\w+), (?:plural|number)/g)].map(([, name]) => name ?? '')
    // `other {failures}` is a branch of a plural and no argument.
    const isBare = (text: string, name: string) => new RegExp(`(?<!(?:one|other) )\\{${name}\\}`).test(text)
    const bare = [...english].filter(([path, text]) => {
      const other = japanese.get(path) ?? ''
      return [...numbersOf(text), ...numbersOf(other)].some((name) => isBare(text, name) || isBare(other, name))
    })
    expect(bare.map(([path]) => path)).toEqual([])
  })

  test('leave nothing empty, and no exclamation mark', () => {
    for (const [path, text] of [...japanese, ...english]) {
      expect(text.trim(), path).not.toBe('')
      expect(text, path).not.toMatch(/[!!]/)
    }
  })

  test('have a sentence for every refusal', () => {
    for (const messages of [ja, en]) {
      expect(Object.keys(messages.errors).sort()).toEqual([...ERROR_CODES].sort())
      expect(Object.keys(messages.itemErrors).sort()).toEqual([...ITEM_ERROR_CODES].sort())
    }
  })

  test('have advice for every label', () => {
    for (const messages of [ja, en])
      expect(Object.keys(messages.advice)).toEqual(expect.arrayContaining([...ALL_LABELS]))
  })
})

test('the browser gets only what its page says', () => {
  expect(Object.keys(messagesForClient('ja', ['settings']))).toEqual([
    'common',
    'errors',
    'itemErrors',
    'save',
    'settings',
  ])
})

describe('the reader’s language', () => {
  test.each([
    ['en', 'ja', 'en'],
    [undefined, 'en-GB,en;q=0.9', 'en'],
    [undefined, 'fr;q=0.9, ja;q=0.8, en;q=0.85', 'en'],
    [undefined, 'en;q=0, ja', 'ja'],
    [undefined, 'fr', 'ja'],
    [undefined, null, 'ja'],
    ['xx', 'en', 'en'],
  ])('cookie %s, browser %s: %s', (cookie, acceptLanguage, expected) => {
    expect(chooseLocale(cookie, acceptLanguage)).toBe(expected)
  })
})
