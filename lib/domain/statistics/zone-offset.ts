const MOST = 1_000
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone)
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    if (formatters.size >= MOST) formatters.clear()
    formatters.set(zone, formatter)
  }
  return formatter
}

/**
 * The IANA zone that `name` means, in its proper case; null when it means none, as an offset ("+09:00") does.
 * An alias stays itself: Node answers some of today's names (Asia/Kolkata) with yesterday's (Asia/Calcutta).
 */
export function canonicalZone(name: string): string | null {
  if (!/^[A-Za-z]/.test(name)) return null
  try {
    const { timeZone } = new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions()
    return timeZone.toLowerCase() === name.toLowerCase() ? timeZone : name
  } catch {
    return null
  }
}

export function isZone(name: string): boolean {
  return canonicalZone(name) !== null
}

/** How far the wall clock of `zone` is ahead of UTC at `atMs`, in milliseconds. */
export function offsetAt(zone: string, atMs: number): number {
  if (zone === 'UTC') return 0
  const wholeSecondMs = Math.floor(atMs / 1000) * 1000
  const part: Record<string, number> = {}
  for (const { type, value } of formatterOf(zone).formatToParts(wholeSecondMs)) part[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second) - wholeSecondMs
}

/** A stretch `[fromMs, toMs)` in which a zone's offset stays the same. */
export type OffsetSegment = { fromMs: number; toMs: number; offsetMs: number }

// No zone changed its offset twice within a day.
const PROBE_MS = 86_400_000

/** The stretches of one offset that make up `[fromMs, toMs)`. */
export function offsetSegments(zone: string, fromMs: number, toMs: number): OffsetSegment[] {
  const segments: OffsetSegment[] = []
  let current: OffsetSegment = { fromMs, toMs, offsetMs: offsetAt(zone, fromMs) }
  for (let probed = fromMs; probed < toMs; ) {
    const next = Math.min(probed + PROBE_MS, toMs)
    const offsetMs = offsetAt(zone, next)
    if (offsetMs !== current.offsetMs) {
      const changeMs = findChange(zone, probed, next, current.offsetMs)
      if (changeMs < toMs) {
        segments.push({ ...current, toMs: changeMs })
        current = { fromMs: changeMs, toMs, offsetMs }
      }
    }
    probed = next
  }
  segments.push(current)
  return segments
}

/** The first instant in `(lowMs, highMs]` whose offset is another than `offsetMs`. */
function findChange(zone: string, lowMs: number, highMs: number, offsetMs: number): number {
  let low = lowMs
  let high = highMs
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(zone, middle) === offsetMs) low = middle
    else high = middle
  }
  return high
}
