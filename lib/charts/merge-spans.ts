import { groupBy } from '../domain/group-by.ts'
import { DAY_MS, MINUTE_MS } from '../domain/statistics/zone-days.ts'
import { offsetAt } from '../domain/statistics/zone-offset.ts'

const WIDTHS_MS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440].map((minutes) => minutes * MINUTE_MS)

/** Joins neighbours, so that of whole ones at most `most` are left, on round times of the zone's clock. */
export function mergeSpans<T extends { startMs: number; endMs: number }>(
  spans: T[],
  most: number,
  zone: string,
  join: (a: T, b: T) => T,
): T[] {
  const [first] = spans
  const last = spans.at(-1)
  if (first === undefined || last === undefined || spans.length < most + 2) return spans
  const whole = last.endMs - first.startMs
  const widthMs = WIDTHS_MS.find((width) => whole / width < most + 1) ?? Math.ceil(whole / most / DAY_MS) * DAY_MS
  const groupOf = ({ startMs }: T) => Math.floor((startMs + offsetAt(zone, startMs)) / widthMs)
  return [...groupBy(spans, groupOf).values()].flatMap(([head, ...tail]) =>
    head === undefined ? [] : [tail.reduce(join, head)],
  )
}
