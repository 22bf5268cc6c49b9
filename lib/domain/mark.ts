/** Points in time that explain what a chart shows after them. */
export const MARK_KINDS = [
  'statistics_on',
  'statistics_off',
  'webhook_url',
  'suspended',
  'resumed',
  'redelivery_run',
] as const
export type MarkKind = (typeof MARK_KINDS)[number]

/** `label`: the new URL, the id of the run, else empty. */
export type Mark = { atMs: number; kind: MarkKind; label: string }
