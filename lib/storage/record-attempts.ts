import { reasonOf } from '@/lib/domain/reasons.ts'
import { isCounted } from '@/lib/domain/statistics/aggregation.ts'
import type { Batches } from './batch-connection.ts'
import type { Flushed } from './group-commit.ts'
import { insertAttempts, type PlannedAttempt } from './insert-attempts.ts'
import { addMinorErrors, planMinorErrors } from './minor-errors.ts'
import type { NewAttempt, RecordResult } from './new-attempt.ts'
import { hexOf, type Identified, identify, keyOf, type Prior, readPrior } from './read-prior.ts'
import { joinCampaign } from './send-campaigns.ts'
import { togetherOrAlone } from './together-or-alone.ts'

/**
 * Looks what is there, appends attempts and adds to their buckets, in one transaction. Only judge-again.ts changes either
 * afterwards. When the transaction fails, each row is tried once more alone.
 */
export function recordAttempts(
  db: Batches,
  attempts: readonly NewAttempt[],
  nowMs: number,
): Promise<Flushed<RecordResult>> {
  return togetherOrAlone(attempts, (together) => db.immediately(() => recordTogether(db, together, nowMs)))
}

async function recordTogether(db: Batches, attempts: readonly NewAttempt[], nowMs: number): Promise<RecordResult[]> {
  const rows = attempts.map(identify)
  const prior = await readPrior(db, rows)
  const planned: PlannedAttempt[] = []
  const results = rows.map((row) => {
    const result = judge(row, prior)
    if (result === 'recorded') planned.push(plan(row, prior))
    return result
  })
  if (planned.length > 0) {
    const minorErrors = addMinorErrors(db, await planMinorErrors(db, planned))
    await insertAttempts(db, planned, prior.channels, nowMs)
    for (const query of minorErrors) await query
  }
  return results
}

/** Also remembers what is about to be stored, so that an id that comes twice in one flush is stored once. */
function judge({ attempt, idHex }: Identified, prior: Prior): RecordResult {
  if (!prior.channels.has(attempt.channelNo)) return 'channel_gone'
  const key = keyOf(attempt.channelNo, idHex)
  const hash = hexOf(attempt.reportHash)
  const stored = prior.stored.get(key)
  if (stored !== undefined) return stored === hash ? 'duplicate' : 'id_reused'
  if (!joinCampaign(prior.campaigns, attempt)) return 'send_of_another_campaign'
  prior.stored.set(key, hash)
  return 'recorded'
}

function plan({ attempt, idHex }: Identified, prior: Prior): PlannedAttempt {
  const channel = prior.channels.get(attempt.channelNo)
  if (channel === undefined) throw new Error(`no channel ${attempt.channelNo}`)
  const reason = reasonOf(attempt.judged)
  return { attempt, idHex, reason, counted: isCounted(attempt, channel.periods), zone: channel.timezone }
}
