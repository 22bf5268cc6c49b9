import type { Locale } from '@/lib/i18n/locales.ts'
import type { State } from './state.ts'

export const THEMES = ['light', 'dark'] as const
const LOCALES: readonly Locale[] = ['ja', 'en']
const WIDE = { width: 1_440, height: 900 }
const PHONE = { width: 390, height: 844 }
const NARROWEST = { width: 360, height: 780 }
const WIDEST = { width: 2_560, height: 1_440 }
/** A4 with a printer's margins, at 96 dots an inch. */
const PAPER = { width: 720, height: 1_040 }

export type Screen = { locale: Locale; width: number; height: number; isPhone: boolean }

/** The screens that a state is looked at on; each in both themes. */
export function screensOf({ only, everyWidth, print }: State): Screen[] {
  const sizes = [
    ...(only === 'phone' ? [] : [print ? PAPER : WIDE]),
    ...(only === 'wide' ? [] : [PHONE]),
    ...(everyWidth ? [NARROWEST, WIDEST] : []),
  ]
  return LOCALES.flatMap((locale) => sizes.map((size) => ({ ...size, locale, isPhone: size.width < 500 })))
}

export type Picture = { state: string; locale: string; theme: string; width: number }

/** Where a picture lies in the folder `gallery`. */
export const fileOf = ({ state, locale, theme, width }: Picture) => `${state}/${locale}-${theme}-${width}.png`
export const sheetOf = (state: string) => `sheets/${state}.png`

export const picturesOf = (state: State): Picture[] =>
  screensOf(state).flatMap(({ locale, width }) => THEMES.map((theme) => ({ state: state.name, locale, theme, width })))
