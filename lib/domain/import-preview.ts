import { groupBy } from './group-by.ts'
import type { ConsoleFile, ConsoleRow, LineProblem } from './line-console-file.ts'
import { type ImportPlan, LEFT_OUT, type WhyLeftOut } from './plan-import.ts'
import { causeAndDetail } from './reasons.ts'
import type { TimeRange } from './statistics/report-types.ts'
import { lineDate, lineTime } from './statistics/webhook-errors.ts'
import type { Cause } from './taxonomy.ts'

/** What becomes of the lines that are not imported. */
export const LEFT_OUT_COUNTS = ['unreadable', ...LEFT_OUT] as const

/** What an import of a file means, before it is made or after. */
export type ImportPreview = TimeRange & {
  /** What becomes aggregation periods. */
  periods: TimeRange[]
  /** Of the file, and the errors that they stand for. */
  rows: number
  errors: number
  /** Most errors first. */
  causes: { cause: Cause; errors: number; details: { detail: string; rows: number; errors: number }[] }[]
  leftOut: Record<(typeof LEFT_OUT_COUNTS)[number], number>
  /** The first of the lines that are left out, in their order. */
  lines: { line: number; why: LineProblem | WhyLeftOut; text: string }[]
}

const MOST_LINES = 100

/** A plan as people are shown it: counted by cause and detail, with the first lines that are left out and why. */
export function previewOf(plan: ImportPlan, file: ConsoleFile): ImportPreview {
  const counts = Object.fromEntries(
    LEFT_OUT.map((why) => [why, plan.leftOut.filter((left) => left.why === why).length]),
  ) as Record<WhyLeftOut, number>
  // Both are in order: no more than the first of each can be among the first of both.
  const leftOut = plan.leftOut.slice(0, MOST_LINES)
  const named = new Set(leftOut.map(({ line }) => line))
  const rowOf = new Map(file.rows.filter(({ line }) => named.has(line)).map((row) => [row.line, row]))
  const lines = [
    ...file.unread.slice(0, MOST_LINES).map(({ line, problem, text }) => ({ line, why: problem, text })),
    ...leftOut.map(({ line, why }) => ({ line, why, text: textOf(rowOf.get(line)) })),
  ]
  return {
    ...plan.range,
    periods: plan.periods,
    rows: plan.rows.length,
    errors: sum(plan.rows),
    causes: countCauses(plan.rows),
    leftOut: { unreadable: file.unread.length, ...counts },
    lines: lines.sort((a, b) => a.line - b.line).slice(0, MOST_LINES),
  }
}

function countCauses(rows: readonly ConsoleRow[]): ImportPreview['causes'] {
  const details = [...groupBy(rows, ({ reason }) => reason)].flatMap(([reason, ofReason]) => {
    const named = causeAndDetail(reason)
    return named === null ? [] : [{ ...named, rows: ofReason.length, errors: sum(ofReason) }]
  })
  return [...groupBy(details, ({ cause }) => cause)]
    .map(([cause, ofCause]) => ({
      cause,
      errors: sum(ofCause),
      details: ofCause.map(({ cause: _, ...detail }) => detail).sort((a, b) => b.errors - a.errors),
    }))
    .sort((a, b) => b.errors - a.errors)
}

/** `2026/11/21 03:12:00 Unknown host` */
function textOf(row: ConsoleRow | undefined): string {
  if (row === undefined) return ''
  return `${lineDate(row.startMs)} ${lineTime(row.startMs)} ${causeAndDetail(row.reason)?.detail ?? ''}`
}

function sum(rows: readonly { errors: number }[]): number {
  return rows.reduce((total, { errors }) => total + errors, 0)
}
