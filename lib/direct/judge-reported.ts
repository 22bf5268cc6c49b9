import { isBrazeDetail, isBrazeServerError } from '@/lib/domain/braze-errors.ts'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import { classify } from '@/lib/domain/classification.ts'
import type { ItemErrorCode } from '@/lib/domain/errors.ts'
import { delivered, type Outcome } from '@/lib/domain/outcome.ts'
import { causeAndDetail, reasonOfDetail } from '@/lib/domain/reasons.ts'
import { type Cause, LABELS, type Processed } from '@/lib/domain/taxonomy.ts'
import type { ReportedAttempt } from '@/lib/http/schemas/record-attempts.ts'

export type Refusal = { code: ItemErrorCode; message: string; field: string }

/** What the other sender's word about a cause says of the bot: only a refused connection makes it certain. */
const PROCESSED: Record<Exclude<Cause, 'error_status_code'>, Processed> = {
  could_not_connect: 'no',
  request_timeout: 'maybe',
  unclassified: 'maybe',
}

/** Facts are judged by our rules; a cause and detail are taken as they are when they belong together. */
export function judgeReported(outcome: ReportedAttempt['outcome'], kind: ChannelKind): Outcome | Refusal {
  if ('status' in outcome) return judgeStatus(outcome.status, kind)
  if ('error' in outcome) return classify({ error: outcome.error })
  const { cause, detail } = outcome
  const reason = reasonOfDetail(detail)
  const isBraze = isBrazeDetail(detail) || isBrazeServerError(detail)
  if (reason === null || causeAndDetail(reason)?.cause !== cause || (isBraze && kind !== 'braze')) {
    const wanted =
      cause === 'error_status_code' ? 'a status outside 2xx, such as "503"' : `one of: ${LABELS[cause].join(', ')}`
    return { code: 'invalid_detail', message: `The detail of ${cause} must be ${wanted}.`, field: 'outcome.detail' }
  }
  if (cause !== 'error_status_code')
    return { state: 'failed', cause, detail, status: null, processed: PROCESSED[cause] }
  const status = Number(detail.slice(0, 3))
  return { state: 'failed', cause, detail, status, processed: judgeStatus(status, kind).processed }
}

/** A bare status says nothing of an answer that could be read or not. */
function judgeStatus(status: number, kind: ChannelKind): Outcome {
  const judged = classify({ status }, kind)
  return judged.state === 'delivered' ? delivered(status) : judged
}
