/** Attempts that counted, and how many of them failed. */
export type Counts = { attempts: number; errors: number }

export type StandingFacts = {
  channel: { useWebhook: boolean; errorStatistics: boolean }
  lastHour: Counts
  /** First tries of the last hour that failed after the last one that arrived, to the minute. */
  failedInARow: number
  last24h: Counts
  before24h: Counts
  /** Since when sending is suspended; null: it is not. */
  waiting: { suspendedAtMs: number | null }
}

/** How a channel stands now, worst first within what is counted. */
export type Standing =
  | 'suspended'
  | 'nothing_arrives'
  | 'many_fail'
  | 'more_than_usual'
  | 'some_fail'
  | 'as_usual'
  | 'all_arrived'
  | 'no_traffic'
  | 'statistics_off'
  | 'webhook_off'

export const STANDING_GROUPS = ['attention', 'watch', 'fine', 'off'] as const
export type StandingGroup = (typeof STANDING_GROUPS)[number]

/** A single error is noise (`request_timeout` happens); from this many on a rate says something. */
const FEW = 5
const MANY_FAIL = 0.1
const SOME_FAIL = 0.01
const UNUSUAL_TIMES = 3

/** One sentence about a channel, chosen by its switches, its queue and its last hour, day and the day before. */
export function standingOf(facts: StandingFacts): Standing {
  const { channel, lastHour, failedInARow, last24h, before24h, waiting } = facts
  if (!channel.useWebhook) return 'webhook_off'
  if (waiting.suspendedAtMs !== null) return 'suspended'
  if (!channel.errorStatistics) return 'statistics_off'
  if (last24h.attempts === 0) return 'no_traffic'
  if (failedInARow >= FEW) return 'nothing_arrives'
  if (lastHour.errors >= FEW && lastHour.errors === lastHour.attempts) return 'nothing_arrives'
  if (lastHour.errors >= FEW && lastHour.errors >= lastHour.attempts * MANY_FAIL) return 'many_fail'
  if (last24h.errors === 0) return 'all_arrived'
  const times = timesUsual({ last24h, before24h })
  if (last24h.errors >= FEW && times !== null && times >= UNUSUAL_TIMES) return 'more_than_usual'
  if (last24h.errors >= FEW && last24h.errors >= last24h.attempts * SOME_FAIL) return 'some_fail'
  return 'as_usual'
}

/** How many times the error rate of the day before; null when that day had too few errors to compare with. */
export function timesUsual({ last24h, before24h }: Pick<StandingFacts, 'last24h' | 'before24h'>): number | null {
  if (before24h.errors === 0 || last24h.attempts === 0) return null
  return last24h.errors / last24h.attempts / (before24h.errors / before24h.attempts)
}

type Ranked = StandingFacts & { channel: { name: string } }

/** Those that fail now by the share of their last hour (where nothing arrives that is all), suspended ones before all; 0 for all others. */
function urgencyOf(facts: Ranked): number {
  const standing = standingOf(facts)
  if (standing === 'suspended') return Number.POSITIVE_INFINITY
  if (standing === 'nothing_arrives') return 1
  return groupOf(standing) === 'attention' ? facts.lastHour.errors / facts.lastHour.attempts : 0
}

/** Suspended, nothing arriving and failing now first, by the error rate of the last hour; then by errors in 24 h; then by name. */
export function compareUrgency(a: Ranked, b: Ranked): number {
  const [urgencyA, urgencyB] = [urgencyOf(a), urgencyOf(b)]
  if (urgencyA !== urgencyB) return urgencyA > urgencyB ? -1 : 1
  return b.last24h.errors - a.last24h.errors || a.channel.name.localeCompare(b.channel.name, 'ja', { numeric: true })
}

const GROUP_OF: Record<Standing, StandingGroup> = {
  suspended: 'attention',
  nothing_arrives: 'attention',
  many_fail: 'attention',
  more_than_usual: 'watch',
  some_fail: 'watch',
  as_usual: 'fine',
  all_arrived: 'fine',
  no_traffic: 'fine',
  statistics_off: 'off',
  webhook_off: 'off',
}

export function groupOf(standing: Standing): StandingGroup {
  return GROUP_OF[standing]
}
