import { LETTER_KEYS_COOKIE, LETTER_KEYS_OFF } from './shortcuts.ts'
import { writeCookie } from './write-cookie.ts'

/** Whether single letters are shortcuts: an attribute of the page, which the server writes from a cookie. */
export function areLetterKeysOn(): boolean {
  return document.documentElement.dataset.letterKeys !== LETTER_KEYS_OFF
}

/** Holds at once and on every later page of this browser. */
export function setLetterKeys(on: boolean): void {
  if (on) delete document.documentElement.dataset.letterKeys
  else document.documentElement.dataset.letterKeys = LETTER_KEYS_OFF
  writeCookie(LETTER_KEYS_COOKIE, on ? null : LETTER_KEYS_OFF)
}
