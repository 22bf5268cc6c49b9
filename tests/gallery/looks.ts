import type { Locale } from '@/lib/i18n/locales.ts'
import type { State } from './state.ts'

export type Theme = 'light' | 'dark'
type Size = { width: number; height: number }
const WIDE: Size = { width: 1_440, height: 900 }
const PHONE: Size = { width: 390, height: 844 }
const NARROWEST: Size = { width: 360, height: 780 }
const WIDEST: Size = { width: 2_560, height: 1_440 }
/** A4 with a printer's margins, at 96 dots an inch. */
const PAPER: Size = { width: 720, height: 1_040 }

export type Screen = Size & { locale: Locale; isPhone: boolean; themes: readonly Theme[] }

/** A quarter of the pictures, for whoever has changed something and wants to see it soon: `npm run gallery -- --few`. */
const isFew = () => process.env.TODOKU_GALLERY_FEW === '1'

/** The screens that a state is looked at on. */
export function screensOf({ only, everyWidth, print }: State): Screen[] {
  const sizes = [
    ...(only === 'phone' ? [] : [print ? PAPER : WIDE]),
    ...(only === 'wide' ? [] : [PHONE]),
    ...(everyWidth ? [NARROWEST, WIDEST] : []),
  ]
  const screen = (locale: Locale, size: Size, themes: readonly Theme[]): Screen[] =>
    sizes.includes(size) ? [{ ...size, locale, isPhone: size.width < 500, themes }] : []
  if (isFew()) return [...screen('ja', sizes[0] ?? WIDE, ['light']), ...screen('en', sizes[1] ?? PHONE, ['dark'])]
  return (['ja', 'en'] as const).flatMap((locale) => sizes.flatMap((size) => screen(locale, size, ['light', 'dark'])))
}

export type Picture = { state: string; locale: Locale; theme: Theme; width: number }

/** Where a picture lies in the folder `gallery`. */
export const fileOf = ({ state, locale, theme, width }: Picture) => `${state}/${locale}-${theme}-${width}.png`

export const picturesOf = (state: State): Picture[] =>
  screensOf(state).flatMap(({ locale, width, themes }) =>
    themes.map((theme) => ({ state: state.name, locale, theme, width })),
  )

/** A picture of pictures; `first` is enough to see what a state looks like. */
export type Sheet = { file: string; pictures: Picture[] }

/** Two sheets a state: Japanese in light and English in dark with the phones, then the rest. */
export function sheetsOf(state: State): Sheet[] {
  const pictures = picturesOf(state)
  const isFirst = ({ locale, theme, width }: Picture) =>
    width === PHONE.width || ((locale === 'ja') === (theme === 'light') && width !== WIDEST.width && width > 500)
  const sheets = [
    { file: `sheets/${state.name}.png`, pictures: pictures.filter(isFirst) },
    { file: `sheets/${state.name}-more.png`, pictures: pictures.filter((picture) => !isFirst(picture)) },
  ]
  return sheets.filter((sheet) => sheet.pictures.length > 0)
}
