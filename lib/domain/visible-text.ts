// Control characters but tab and line feed, and those that turn the direction of what follows them.
const INVISIBLE = /[^\P{Cc}\t\n]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** Text from outside as it may be shown: line ends are line feeds, control and bidi characters are gone. */
export function visibleText(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(INVISIBLE, '')
}

const CONTROL_OR_BIDI = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

/** Text of one line, without control characters and without those that turn the direction. */
export function isPrintable(text: string): boolean {
  return !CONTROL_OR_BIDI.test(text)
}
