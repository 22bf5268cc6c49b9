/** Points in time that explain what a chart shows after them. All but `deploy` are set by Todoku itself. */
export const MARK_KINDS = [
  'statistics_on',
  'statistics_off',
  'webhook_url',
  'suspended',
  'resumed',
  'redelivery_run',
  'deploy',
] as const
export type MarkKind = (typeof MARK_KINDS)[number]

/** `label`: the new URL, the id of the run, what was deployed, else empty. `id`: of a deploy, to take it away by. */
export type Mark = { atMs: number; kind: MarkKind; label: string; id?: string }

/** The longest text of a deploy. */
export const MOST_MARK_TEXT = 200

/** A clock that runs ahead is forgiven this much. */
export const MARK_AHEAD_MS = 5 * 60_000
