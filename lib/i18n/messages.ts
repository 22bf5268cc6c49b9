import en from './en.json'
import ja from './ja.json'
import type { Locale } from './locales.ts'
import { shownTexts } from './shown-texts.ts'

export type Messages = typeof ja
export type Namespace = keyof Messages

const ALL: Record<Locale, Messages> = shownTexts({ ja, en })

export function messagesOf(locale: Locale): Messages {
  return ALL[locale]
}

/** What every page's client parts may say; a page adds its own with `<ClientMessages>`. */
const ON_EVERY_PAGE = ['common', 'errors', 'itemErrors', 'save'] as const satisfies readonly Namespace[]

/** The few namespaces that go to the browser; the rest is said on the server. */
export function messagesForClient(locale: Locale, namespaces: readonly Namespace[] = []): Partial<Messages> {
  const wanted: readonly Namespace[] = [...ON_EVERY_PAGE, ...namespaces]
  return Object.fromEntries(wanted.map((name) => [name, ALL[locale][name]]))
}
