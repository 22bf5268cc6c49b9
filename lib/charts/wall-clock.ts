import { offsetAt } from '../domain/statistics/zone-offset.ts'

/** `2026-11-21T03:15`: the clock of a zone, as `<input type="datetime-local">` reads and writes it. */
export function wallText(atMs: number, zone: string): string {
  return new Date(atMs + offsetAt(zone, atMs)).toISOString().slice(0, 16)
}

/** The instant of such a text, or null when it is none. A time that the clock skips is the instant after the skip. */
export function instantOfWallText(text: string, zone: string): number | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(text)) return null
  const wall = Date.parse(`${text}Z`)
  if (Number.isNaN(wall)) return null
  const guess = wall - offsetAt(zone, wall)
  return wall - offsetAt(zone, guess)
}
