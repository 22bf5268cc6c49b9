/** Where a key works, in the order in which `?` lists them. */
export const SHORTCUT_PLACES = ['everywhere', 'lists', 'attempt', 'chart'] as const
type Place = (typeof SHORTCUT_PLACES)[number]

/** Every key of the console. `keys`: alternatives, each pressed at once; `Mod` is ⌘ on a Mac, else Ctrl. */
export const SHORTCUTS = {
  palette: { place: 'everywhere', keys: [['Mod', 'K']] },
  help: { place: 'everywhere', keys: [['?']] },
  search: { place: 'lists', keys: [['/']] },
  next: { place: 'lists', keys: [['j'], ['↓']] },
  previous: { place: 'lists', keys: [['k'], ['↑']] },
  open: { place: 'lists', keys: [['Enter']] },
  older: { place: 'attempt', keys: [['j']] },
  newer: { place: 'attempt', keys: [['k']] },
  close: { place: 'attempt', keys: [['Esc']] },
  bar: { place: 'chart', keys: [['←'], ['→']] },
  edge: { place: 'chart', keys: [['Home'], ['End']] },
  behind: { place: 'chart', keys: [['Enter']] },
} as const satisfies Record<string, { place: Place; keys: readonly (readonly string[])[] }>

/** Single characters without a modifier, which a reader can turn off (WCAG 2.1.4). */
export function isLetterKey(together: readonly string[]): boolean {
  return together.length === 1 && /^[a-z/?]$/.test(together[0] ?? '')
}

type ShortcutName = keyof typeof SHORTCUTS

export function shortcutsOf(place: Place): ShortcutName[] {
  const names = Object.keys(SHORTCUTS) as ShortcutName[]
  return names.filter((name) => SHORTCUTS[name].place === place)
}

/** Read by `app/layout.tsx`, so that no page shows a hint first and hides it then. */
export const LETTER_KEYS_COOKIE = 'todoku-letter-keys'
export const LETTER_KEYS_OFF = 'off'
