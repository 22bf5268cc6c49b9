/** The languages of the console. The locale is no part of any path: a link works across languages. */
export const LOCALES = ['ja', 'en'] as const
export type Locale = (typeof LOCALES)[number]
export const DEFAULT_LOCALE: Locale = 'ja'

/** Written by the client, read by `app/layout.tsx`. */
export const LOCALE_COOKIE = 'todoku-locale'
export const THEME_COOKIE = 'todoku-theme'

export const THEMES = ['light', 'dark'] as const
/** Absent means the system's. */
export type Theme = (typeof THEMES)[number]

export function isLocale(value: string | undefined): value is Locale {
  return value !== undefined && (LOCALES as readonly string[]).includes(value)
}

export function isTheme(value: string | undefined): value is Theme {
  return value !== undefined && (THEMES as readonly string[]).includes(value)
}

/**
 * The reader's language: what they chose (the cookie), else the first of `Accept-Language` that we have,
 * by its quality values (RFC 9110, 12.5.4), else Japanese.
 */
export function chooseLocale(cookie: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(cookie)) return cookie
  const ranges = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...params] = part.trim().toLowerCase().split(';')
      const quality = params.map((param) => /^\s*q=([\d.]+)$/.exec(param)?.[1]).find((value) => value !== undefined)
      return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
  return ranges.map(({ language }) => language).find(isLocale) ?? DEFAULT_LOCALE
}
