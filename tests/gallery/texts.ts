import en from '@/lib/i18n/en.json' with { type: 'json' }
import ja from '@/lib/i18n/ja.json' with { type: 'json' }
import type { Locale } from '@/lib/i18n/locales.ts'
import type { Find } from './state.ts'

export const TEXTS = { ja, en }

/** Texts by their keys, so that a state does not break when somebody finds a better word. */
export function finder(locale: Locale, texts: Record<Locale, unknown> = TEXTS): Find {
  return (key) => {
    const text = key
      .split('.')
      .reduce<unknown>((node, name) => (node as Record<string, unknown> | undefined)?.[name], texts[locale])
    if (typeof text !== 'string') throw new Error(`no text of lib/i18n is called ${key}`)
    const pattern = text.split(/\{\w+\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    return new RegExp(`^${pattern.join('.*')}$`)
  }
}
