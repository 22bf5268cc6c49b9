export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone)
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formatters.set(timeZone, formatter)
  }
  return formatter
}

export function isTimeZone(timeZone: string): boolean {
  try {
    formatterOf(timeZone)
    return true
  } catch {
    return false
  }
}

/** What to add to an instant so that its UTC fields read as the zone's wall clock, in milliseconds. */
export function zoneOffsetMs(atMs: number, timeZone: string): number {
  const seconds = Math.floor(atMs / 1000) * 1000
  const fields = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0 }
  for (const { type, value } of formatterOf(timeZone).formatToParts(seconds)) {
    if (type in fields) fields[type as keyof typeof fields] = Number(value)
  }
  const { year, month, day, hour, minute, second } = fields
  return Date.UTC(year, month - 1, day, hour, minute, second) - seconds
}

/** The instant at which the zone's clock shows `wallMs` (UTC fields as wall clock); in a gap, the instant after it. */
export function instantOfWall(wallMs: number, timeZone: string): number {
  const guess = wallMs - zoneOffsetMs(wallMs, timeZone)
  return wallMs - zoneOffsetMs(guess, timeZone)
}

/** The zone's midnight at or before an instant; `days` later or (negative) earlier on its calendar. */
export function startOfDay(atMs: number, timeZone: string, days = 0): number {
  const wall = atMs + zoneOffsetMs(atMs, timeZone)
  return instantOfWall(Math.floor(wall / DAY_MS) * DAY_MS + days * DAY_MS, timeZone)
}

/** `2026-11-21T03:15`, as `<input type="datetime-local">` reads and writes it. */
export function wallText(atMs: number, timeZone: string): string {
  return new Date(atMs + zoneOffsetMs(atMs, timeZone)).toISOString().slice(0, 16)
}

/** The instant of such a text, or null when it is none. */
export function instantOfWallText(text: string, timeZone: string): number | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(text)) return null
  const wall = Date.parse(`${text}Z`)
  return Number.isNaN(wall) ? null : instantOfWall(wall, timeZone)
}
