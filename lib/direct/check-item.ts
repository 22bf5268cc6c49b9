import { createHash } from 'node:crypto'
import type { AttemptToRecord } from '@/lib/commands/record-attempts.ts'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import type { ItemError, ItemErrorCode } from '@/lib/domain/errors.ts'
import { type ReportedAttempt, reportedAttempt } from '@/lib/http/schemas/record-attempts.ts'
import { describeIssue } from '@/lib/http/validate.ts'
import { judgeReported } from './judge-reported.ts'
import type { RawItem } from './read-items.ts'

const EARLIEST_MS = 7 * 24 * 3_600_000
const LATEST_MS = 5 * 60_000

const CODE_OF_FIELD: Record<string, ItemErrorCode> = { startedAt: 'invalid_time', outcome: 'invalid_outcome' }

/** An item that can be stored, or what is wrong with it. */
export type Checked = { attempt: AttemptToRecord } | { error: Omit<ItemError, 'index'> }

export function checkItem(raw: RawItem, nowMs: number, kind: ChannelKind): Checked {
  if ('error' in raw) return raw
  const parsed = reportedAttempt.safeParse(raw.value)
  if (!parsed.success) {
    const { field, message } = describeIssue(parsed.error)
    const code = CODE_OF_FIELD[field.split('.', 1)[0] ?? ''] ?? 'invalid_item'
    return { error: field === '' ? { code, message } : { code, message, field } }
  }
  const reported = parsed.data
  if (reported.startedAt < nowMs - EARLIEST_MS || reported.startedAt > nowMs + LATEST_MS) {
    const message = 'startedAt: must lie between 7 days ago and 5 minutes ahead.'
    return { error: { code: 'time_out_of_range', message, field: 'startedAt' } }
  }
  const judged = judgeReported(reported.outcome, kind)
  return 'code' in judged ? { error: judged } : { attempt: toRecord(reported, judged) }
}

function toRecord(reported: ReportedAttempt, judged: AttemptToRecord['judged']): AttemptToRecord {
  return {
    id: reported.id,
    startedAtMs: reported.startedAt,
    durationMs: reported.durationMs,
    purpose: reported.purpose,
    webhookEventId: reported.webhookEventId ?? null,
    sendId: reported.sendId ?? null,
    campaignId: reported.campaignId ?? null,
    url: reported.url ?? null,
    judged,
    facts: null,
    error: 'error' in reported.outcome ? reported.outcome.error : null,
    reportHash: hashOf(reported),
  }
}

/** Of the validated content: spacing, the order of keys, and null or nothing make no other attempt. */
function hashOf(reported: ReportedAttempt): Uint8Array<ArrayBuffer> {
  const { id, startedAt, durationMs, outcome, purpose } = reported
  const optional = [reported.webhookEventId, reported.sendId, reported.url, reported.campaignId]
  const content = [id, startedAt, durationMs, outcome, purpose, ...optional.map((value) => value ?? null)]
  return new Uint8Array(createHash('sha256').update(JSON.stringify(content)).digest().subarray(0, 8))
}
