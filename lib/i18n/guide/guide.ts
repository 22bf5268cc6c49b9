import type { Locale } from '../locales.ts'
import { shownTexts } from '../shown-texts.ts'
import { en } from './en/index.ts'
import type { GuideContent } from './guide-content.ts'
import { ja } from './ja/index.ts'

const ALL: Record<Locale, GuideContent> = shownTexts({ ja, en })

/** All that the guide says in a language. For the server: no page needs all of it in the browser. */
export function guideOf(locale: Locale): GuideContent {
  return ALL[locale]
}
