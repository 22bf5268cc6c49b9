import { expect, test } from 'vitest'
import { languageOfName } from '@/lib/i18n/language-of-name.ts'

test.each([
  ['予約受付ボット', 'ja'],
  ['Shop の配送', 'ja'],
  ['東京 1', 'ja'],
  ['Booking bot', undefined],
  ['Café №5', undefined],
])('the language of %s', (name, language) => {
  expect(languageOfName(name)).toBe(language)
})
