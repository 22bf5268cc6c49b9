import { UNKNOWN_PREFIX } from './account.ts'
import { type BrazeReply, fatal, isObject, type Json, listOf } from './reply.ts'

const MAX_IDS = 50

/** Whoever a call of `/messages/…` is for. */
export function checkAudience(body: Json): BrazeReply | null {
  const ids = [...listOf(body.external_user_ids), ...listOf(body.user_aliases)]
  if (ids.length > MAX_IDS) return fatal(400, 'The max number of external_ids and aliases per request was exceeded')
  return ids.length > 0 || body.segment_id !== undefined || isForMany(body) ? null : fatal(400, 'No Recipients')
}

/** Whoever a call of `/campaigns/trigger/send` is for. */
export function checkTriggerRecipients(body: Json): BrazeReply | null {
  const count = listOf(body.recipients).length
  if (count > MAX_IDS) return fatal(400, 'The max number of ids per request was exceeded')
  return count > 0 || isForMany(body) ? null : fatal(400, 'No Recipients')
}

/** A minor error for each id that belongs to nobody. */
export function unknownIds({ external_user_ids: ids, recipients }: Json): string[] {
  const named = listOf(recipients).map((recipient) => (isObject(recipient) ? recipient.external_user_id : null))
  return [...listOf(ids), ...named]
    .filter((id): id is string => typeof id === 'string' && id.startsWith(UNKNOWN_PREFIX))
    .map((id) => `external_user_id is unknown: ${id}`)
}

function isForMany({ broadcast, audience }: Json): boolean {
  return broadcast === true || isObject(audience)
}
