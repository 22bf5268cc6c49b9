// Control characters but tab and line feed, and those that turn the direction of what follows them.
const INVISIBLE = /[^\P{Cc}\t\n]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** Text from outside as it may be shown: line ends are line feeds, control and bidi characters are gone. */
export function visibleText(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(INVISIBLE, '')
}

// Those that end a line or have no width besides; not the two that join letters, which Persian and emoji are written with.
const NOT_PRINTABLE = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/u

/** Text of one line, without characters that cannot be seen: of control, of no width, and those that turn the direction. */
export function isPrintable(text: string): boolean {
  return !NOT_PRINTABLE.test(text)
}
