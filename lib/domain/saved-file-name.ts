import type { TimeRange } from './statistics/report-types.ts'
import { offsetAt } from './statistics/zone-offset.ts'
import { visibleText } from './visible-text.ts'

/** What Windows, macOS, a shell or a header would not take in a name, and white space. */
const NOT_IN_NAMES = /[\s/\\:*?"<>|%\p{Cs}]+/gu
const MOST_CHARACTERS = 60

/**
 * `todoku-<channel>-<what>-<from>-<to>.<type>`, the times on the clock of `zone` as `20261121T0315`; parts that are not
 * known are left out. A name of a channel loses what a file's name cannot hold.
 */
export function savedFileName({
  channel = null,
  what,
  range = null,
  zone = 'UTC',
  type,
}: {
  channel?: string | null
  /** The table's or the statistic's id. */
  what: string
  range?: Partial<TimeRange> | null
  zone?: string
  type: 'csv' | 'tsv' | 'png'
}): string {
  const times = [range?.fromMs ?? null, range?.toMs ?? null].map((ms) => (ms === null ? null : clockOf(ms, zone)))
  const parts = ['todoku', channel === null ? null : fitForName(channel), what, ...times]
  return `${parts.filter((part) => part).join('-')}.${type}`
}

function clockOf(ms: number, zone: string): string {
  return new Date(ms + offsetAt(zone, ms)).toISOString().slice(0, 16).replaceAll(/[-:]/g, '')
}

function fitForName(text: string): string {
  const fit = visibleText(text)
    .replaceAll(NOT_IN_NAMES, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
  return [...fit].slice(0, MOST_CHARACTERS).join('')
}
