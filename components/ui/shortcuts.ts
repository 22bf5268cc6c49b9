/** Where a key works, in the order in which `?` lists them. */
export const SHORTCUT_PLACES = ['everywhere', 'lists', 'attempt', 'chart'] as const
type Place = (typeof SHORTCUT_PLACES)[number]

/**
 * Every key of the console. `letter`: a single character without a modifier, which a reader can turn off (WCAG 2.1.4).
 * `keys`: alternatives, each pressed at once; `Mod` is ⌘ on a Mac, else Ctrl.
 */
export const SHORTCUTS = {
  palette: { place: 'everywhere', keys: [['Mod', 'K']], letter: false },
  help: { place: 'everywhere', keys: [['?']], letter: true },
  search: { place: 'lists', keys: [['/']], letter: true },
  next: { place: 'lists', keys: [['j'], ['↓']], letter: true },
  previous: { place: 'lists', keys: [['k'], ['↑']], letter: true },
  open: { place: 'lists', keys: [['Enter']], letter: false },
  older: { place: 'attempt', keys: [['j']], letter: true },
  newer: { place: 'attempt', keys: [['k']], letter: true },
  close: { place: 'attempt', keys: [['Esc']], letter: false },
  bar: { place: 'chart', keys: [['←'], ['→']], letter: false },
  edge: { place: 'chart', keys: [['Home'], ['End']], letter: false },
  behind: { place: 'chart', keys: [['Enter']], letter: false },
} as const satisfies Record<string, { place: Place; keys: readonly (readonly string[])[]; letter: boolean }>

export type ShortcutName = keyof typeof SHORTCUTS

export function shortcutsOf(place: Place): ShortcutName[] {
  const names = Object.keys(SHORTCUTS) as ShortcutName[]
  return names.filter((name) => SHORTCUTS[name].place === place)
}

/** Read by `app/layout.tsx`, so that no page shows a hint first and hides it then. */
export const LETTER_KEYS_COOKIE = 'todoku-letter-keys'
export const LETTER_KEYS_OFF = 'off'
