import { describe, expect, it } from 'vitest'
import { RULES } from '@/lib/domain/classification.ts'
import {
  GUIDE_BRAZE,
  GUIDE_STATUSES,
  GUIDE_TOPICS,
  type GuideKey,
  guideFacts,
  guideHref,
  guideKeyOf,
  guideSlug,
  guideTopicHref,
} from '@/lib/domain/guide.ts'
import { ALL_LABELS, CAUSES } from '@/lib/domain/taxonomy.ts'
import { COMMANDS } from '@/lib/i18n/guide/commands.ts'
import { guideOf } from '@/lib/i18n/guide/guide.ts'
import { guideTitle } from '@/lib/i18n/guide/guide-title.ts'
import { commandParts, textParts } from '@/lib/i18n/guide/text-parts.ts'
import { LOCALES } from '@/lib/i18n/locales.ts'

const KEYS: GuideKey[] = [...CAUSES, ...ALL_LABELS, ...GUIDE_STATUSES, ...GUIDE_BRAZE]

/** Every text of a content, with the path to it. */
function texts(value: unknown, path: string): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => texts(inner, `${path} / ${key}`))
}

/** What a content consists of, without its words: keys, lengths of lists, commands. */
function shape(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return key === 'run' ? value : 'text'
  if (Array.isArray(value)) return value.map((inner) => shape(inner))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, shape(inner, name)]),
  )
}

describe.each(LOCALES)('the guide in %s', (locale) => {
  const guide = guideOf(locale)

  it.each(KEYS)('explains %s', (key) => {
    const { happened, reasons, steps, processed, resend } = guide.entries[key]
    for (const text of [happened, ...reasons, processed, resend]) expect(text).not.toBe('')
    expect(reasons.length).toBeGreaterThanOrEqual(2)
    expect(steps.some(({ run }) => run !== undefined)).toBe(true)
  })

  it('has no entry that nothing leads to', () => {
    expect(Object.keys(guide.entries).sort()).toEqual([...KEYS].sort())
    expect(Object.keys(guide.topics).sort()).toEqual([...GUIDE_TOPICS].sort())
  })

  it('has a few words for each row of Braze’s table, each its own', () => {
    expect(Object.keys(guide.brazeMeanings).sort()).toEqual([...GUIDE_BRAZE].sort())
    expect(new Set(Object.values(guide.brazeMeanings)).size).toBe(GUIDE_BRAZE.length)
  })

  it('links only to pages that exist', () => {
    for (const [path, text] of texts(guide, locale)) {
      for (const part of textParts(text)) {
        if (part.kind === 'link') expect(guideKeyOf(part.slug), `${path}: ${part.slug}`).not.toBeNull()
      }
    }
  })

  it('says what LINE requires, linked from TLS handshake failure', () => {
    const { reasons } = guide.entries['TLS handshake failure']
    expect(reasons.join()).toContain('](line-requirements)')
  })

  it('closes its marks and raises its voice nowhere', () => {
    for (const [path, text] of texts(guide, locale)) {
      expect(text.split('`').length % 2, path).toBe(1)
      expect(text, path).not.toMatch(/[!!]|\s$|^\s/)
    }
  })
})

it('both languages have the same structure and commands', () => {
  expect(shape(guideOf('en'))).toEqual(shape(guideOf('ja')))
})

it('every command is used', () => {
  const used = new Set(texts(guideOf('en'), '').flatMap(([path, text]) => (path.endsWith(' / run') ? [text] : [])))
  expect([...used].sort()).toEqual(Object.keys(COMMANDS).sort())
})

describe('commands', () => {
  it('mark as the reader’s own only names and addresses for examples', () => {
    for (const command of Object.values(COMMANDS)) {
      for (const { kind, text } of commandParts(command)) {
        if (kind === 'own')
          expect(text).toMatch(
            /^(https:\/\/bot\.example\.com\/webhook|http:\/\/127\.0\.0\.1:3000\/webhook|(bot\.)?example\.com|bot|https:\/\/rest\.iad-01\.braze\.com|body\.json|campaign id|apple_push|Asia\/Tokyo)$/,
          )
        else expect(text).not.toMatch(/[‹›]|example\.com/)
      }
    }
  })

  it('fit their column without a break', () => {
    for (const command of Object.values(COMMANDS)) {
      const text = commandParts(command).map((part) => part.text)
      for (const line of text.join('').split('\n')) expect(line.length, line).toBeLessThanOrEqual(76)
    }
  })

  it('copy as one runs them', () => {
    const copied = commandParts(COMMANDS.lookUp).map(({ text }) => text)
    expect(copied.join('')).toBe('dig bot.example.com A +noall +comments +answer')
  })
})

describe('the address of a page', () => {
  it.each([
    ['could_not_connect', '/guide/could_not_connect'],
    ['TLS handshake failure', '/guide/tls-handshake-failure'],
    ['Connection failed (received GOAWAY)', '/guide/connection-failed-received-goaway'],
    ['No SSL/TLS record', '/guide/no-ssl-tls-record'],
    ['404', '/guide/404'],
    ['400 No Recipients', '/guide/braze-400-no-recipients'],
    ['400 Bad Request', '/guide/braze-400-bad-request'],
    ['400 Bad Request (send_at)', '/guide/braze-400-bad-request-send-at'],
    ['503 Internal Server Error', '/guide/braze-5xx-internal-server-error'],
    ['400 of another service', '/guide/400'],
    ['503 Service Unavailable', '/guide/503'],
    ['400', '/guide/400'],
    ['308', '/guide/3xx'],
    ['418', '/guide/4xx'],
    ['599', '/guide/5xx'],
    ['101', '/guide/other-status'],
    ['999', '/guide/other-status'],
    ['something else', '/guide'],
    ['4040', '/guide'],
  ])('of %s is %s', (name, href) => {
    expect(guideHref(name)).toBe(href)
  })

  it('leads back to what it is about, for every page', () => {
    const all = [...KEYS, ...GUIDE_TOPICS]
    expect(new Set(all.map(guideSlug)).size).toBe(all.length)
    for (const key of all) expect(guideKeyOf(guideSlug(key))).toBe(key)
    expect(guideTopicHref('line-requirements')).toBe('/guide/line-requirements')
    expect(guideKeyOf('nothing-here')).toBeNull()
  })

  it('has a title in both languages', () => {
    expect(guideTitle('404', 'ja')).toBe('404 Not Found')
    expect(guideTitle('3xx', 'en')).toBe('3xx Redirects')
    expect(guideTitle('4xx', 'ja')).toBe('そのほかの4xx')
    expect(guideTitle('tls-handshake-failure', 'ja')).toBe('TLS handshake failure')
    expect(guideTitle('verification', 'ja')).toBe('検証')
    expect(guideTitle('braze-400-no-recipients', 'ja')).toBe('400 No Recipients')
    expect(guideTitle('braze-5xx-internal-server-error', 'en')).toBe('5XX Internal Server Error')
    expect(guideTitle('nothing-here', 'en')).toBeNull()
  })
})

describe('the facts of an entry', () => {
  it.each(ALL_LABELS)('%s: processed and the place on the way are those of the rules', (label) => {
    const rules = RULES.filter((rule) => rule.label === label)
    const { processed, stopsAt } = guideFacts(label)
    expect([...new Set(rules.map((rule) => rule.processed))]).toEqual([processed])
    const phases = rules.flatMap((rule) => rule.phases)
    expect(phases).toContain(stopsAt)
  })

  it('never calls sending again safe where the bot may have processed it', () => {
    for (const key of KEYS) {
      const { processed, resend } = guideFacts(key)
      if (processed === 'maybe') expect(resend).toBe('may_repeat')
      if (processed === 'no') expect(resend).not.toBe('may_repeat')
    }
  })

  it('of Braze say whose fault it is, and what Braze asks to be sent again', () => {
    for (const key of GUIDE_BRAZE) {
      const { fault, processed, resend } = guideFacts(key)
      const theirs = key.startsWith('5')
      expect([fault, processed]).toEqual(theirs ? ['braze', 'maybe'] : ['caller', 'no'])
      expect(resend !== 'after_repair').toBe(theirs || key.startsWith('429'))
    }
    for (const key of [...CAUSES, ...ALL_LABELS, ...GUIDE_STATUSES]) expect(guideFacts(key).fault).toBeNull()
  })
})
