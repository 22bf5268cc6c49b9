const UNSTORABLE = /\0|\p{Surrogate}/u
const EVERY_UNSTORABLE = new RegExp(UNSTORABLE, 'gu')

/** Whether a database gives a text back as it was: a NUL or half a surrogate pair comes back from SQLite as something else. */
export function isStorable(text: string): boolean {
  return !UNSTORABLE.test(text)
}

/** The text with a replacement character for each that would not come back. */
export function asStorable(text: string): string {
  return text.replaceAll(EVERY_UNSTORABLE, '\ufffd')
}
