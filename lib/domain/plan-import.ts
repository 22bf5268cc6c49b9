import type { ConsoleRow } from './line-console-file.ts'
import { offStretches, type Period } from './statistics/aggregation.ts'
import type { TimeRange } from './statistics/report-types.ts'
import { LINE_OFFSET_MS } from './statistics/webhook-errors.ts'
import { DAY_MS, MINUTE_MS } from './statistics/zone-days.ts'

/** Why a row that was read is not imported: its time is counted already, was imported before, or lies elsewhere. */
export const LEFT_OUT = ['covered', 'imported', 'future', 'outside', 'duplicate'] as const
export type WhyLeftOut = (typeof LEFT_OUT)[number]

/** What is stored of a file: one row for each minute and reason. */
export type ImportedMinute = {
  minuteMs: number
  reason: number
  errors: number
  firstAtMs: number
  lastAtMs: number
}

export type ImportPlan = {
  /** What the file is said to cover, in whole minutes. */
  range: TimeRange
  /** What of it becomes aggregation periods: whole minutes that nothing covers yet. */
  periods: TimeRange[]
  minutes: ImportedMinute[]
  /** Rows of the file that are imported. */
  rows: ConsoleRow[]
  leftOut: { line: number; why: WhyLeftOut }[]
}

/** What is known of a channel's time. */
export type Covered = { own: readonly Period[]; imported: readonly TimeRange[] }

/** The longest time that one file is believed to cover. */
export const LONGEST_IMPORT_MS = 366 * DAY_MS

/**
 * Which rows are imported, and which time with them. Nothing is counted twice: not a row of which any second lies in one of
 * Todoku's own periods, not a minute that an earlier file covered, not a group that stands in the file twice (the larger is
 * taken). A row is counted in the minute in which it starts.
 * @param range what the reader says that the file covers; null: from the first day to the end of the last
 * @returns null: there is no range, because no row lies in the past, or none of it does
 */
export function planImport(
  rows: readonly ConsoleRow[],
  { range: asked, own, imported, nowMs }: Covered & { range: TimeRange | null; nowMs: number },
): ImportPlan | null {
  const endMs = floorMinute(nowMs)
  const range = clipped(asked ?? usualRange(rows, endMs), endMs)
  if (range === null) return null
  const periods = offStretches(range, [...own, ...imported]).flatMap(wholeMinutes)
  const notOwn = offStretches({ fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY }, own)
  const leftOut: ImportPlan['leftOut'] = []
  const taken: ConsoleRow[] = []
  for (const [row, isLargest] of groupsOf(rows)) {
    const why = isLargest ? whyLeftOut(row, { range, periods, notOwn, endMs }) : 'duplicate'
    if (why === null) taken.push(row)
    else leftOut.push({ line: row.line, why })
  }
  leftOut.sort((a, b) => a.line - b.line)
  return { range, periods, rows: taken, minutes: addUp(taken), leftOut }
}

/** The range that a file seems to cover, by the days of LINE's clock. */
function usualRange(rows: readonly ConsoleRow[], endMs: number): TimeRange | null {
  const past = rows.filter(({ startMs }) => startMs < endMs)
  if (past.length === 0) return null
  const dayOf = (atMs: number) => Math.floor((atMs + LINE_OFFSET_MS) / DAY_MS) * DAY_MS - LINE_OFFSET_MS
  const first = past.reduce((least, { startMs }) => Math.min(least, startMs), Number.POSITIVE_INFINITY)
  const last = past.reduce((most, { startMs }) => Math.max(most, startMs), 0)
  return { fromMs: dayOf(first), toMs: dayOf(last) + DAY_MS }
}

/** Whole minutes, none of the future, the newest where it is too long. */
function clipped(range: TimeRange | null, endMs: number): TimeRange | null {
  if (range === null) return null
  const toMs = Math.min(Math.ceil(range.toMs / MINUTE_MS) * MINUTE_MS, endMs)
  const fromMs = Math.max(floorMinute(range.fromMs), toMs - LONGEST_IMPORT_MS)
  return fromMs < toMs ? { fromMs, toMs } : null
}

function wholeMinutes({ fromMs, toMs }: TimeRange): TimeRange[] {
  const inner = { fromMs: Math.ceil(fromMs / MINUTE_MS) * MINUTE_MS, toMs: floorMinute(toMs) }
  return inner.fromMs < inner.toMs ? [inner] : []
}

/** Each row, and whether it is the one that stands for its group: same start, cause and detail. */
function groupsOf(rows: readonly ConsoleRow[]): [ConsoleRow, boolean][] {
  const largest = new Map<string, ConsoleRow>()
  const keyOf = ({ startMs, reason }: ConsoleRow) => `${startMs} ${reason}`
  for (const row of rows) {
    const known = largest.get(keyOf(row))
    if (known === undefined || row.errors > known.errors) largest.set(keyOf(row), row)
  }
  return rows.map((row) => [row, largest.get(keyOf(row)) === row])
}

/** `notOwn`: the time outside of Todoku's own periods. */
function whyLeftOut(
  { startMs, endMs: lastMs }: ConsoleRow,
  { range, periods, notOwn, endMs }: Pick<ImportPlan, 'range' | 'periods'> & { notOwn: TimeRange[]; endMs: number },
): WhyLeftOut | null {
  if (startMs >= endMs) return 'future'
  if (startMs < range.fromMs || startMs >= range.toMs) return 'outside'
  // Seconds: the last of them is over a second later.
  if (!isIn(notOwn, { fromMs: startMs, toMs: lastMs + 1_000 })) return 'covered'
  if (isIn(periods, { fromMs: startMs, toMs: startMs })) return null
  // A minute of which Todoku counted a part is not imported either.
  const minuteMs = floorMinute(startMs)
  return isIn(notOwn, { fromMs: minuteMs, toMs: minuteMs + MINUTE_MS }) ? 'imported' : 'covered'
}

/** Is a stretch within one of these, which are in order and apart? Its start is, and it goes on no longer. */
function isIn(stretches: readonly TimeRange[], { fromMs, toMs }: TimeRange): boolean {
  let [low, high] = [0, stretches.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((stretches[middle]?.toMs ?? 0) > fromMs) high = middle
    else low = middle + 1
  }
  const found = stretches[low]
  return found !== undefined && found.fromMs <= fromMs && toMs <= found.toMs
}

function addUp(rows: readonly ConsoleRow[]): ImportedMinute[] {
  const minutes = new Map<string, ImportedMinute>()
  for (const { startMs, endMs, reason, errors } of rows) {
    const minuteMs = floorMinute(startMs)
    const key = `${minuteMs} ${reason}`
    const known = minutes.get(key)
    if (known === undefined) {
      minutes.set(key, { minuteMs, reason, errors, firstAtMs: startMs, lastAtMs: endMs })
      continue
    }
    known.errors += errors
    known.firstAtMs = Math.min(known.firstAtMs, startMs)
    known.lastAtMs = Math.max(known.lastAtMs, endMs)
  }
  return [...minutes.values()]
}

function floorMinute(atMs: number): number {
  return Math.floor(atMs / MINUTE_MS) * MINUTE_MS
}
