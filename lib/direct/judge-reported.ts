import { classify } from '@/lib/domain/classification.ts'
import type { ItemErrorCode } from '@/lib/domain/errors.ts'
import type { Outcome } from '@/lib/domain/outcome.ts'
import { causeAndDetail, reasonOfDetail } from '@/lib/domain/reasons.ts'
import { type Cause, LABELS, type Processed } from '@/lib/domain/taxonomy.ts'
import type { ReportedAttempt } from '@/lib/http/schemas/record-attempts.ts'

export type Refusal = { code: ItemErrorCode; message: string; field: string }

/** What the other sender's word about a cause says of the bot: only a refused connection makes it certain. */
const PROCESSED: Record<Cause, Processed> = {
  could_not_connect: 'no',
  request_timeout: 'maybe',
  error_status_code: 'yes',
  unclassified: 'maybe',
}

/** Facts are judged by our rules; a cause and detail are taken as they are when they belong together. */
export function judgeReported(outcome: ReportedAttempt['outcome']): Outcome | Refusal {
  if ('status' in outcome) return classify({ status: outcome.status })
  if ('error' in outcome) return classify({ error: outcome.error })
  const { cause, detail } = outcome
  const reason = reasonOfDetail(detail)
  if (reason === null || causeAndDetail(reason)?.cause !== cause) {
    const wanted =
      cause === 'error_status_code' ? 'a status outside 2xx, such as "503"' : `one of: ${LABELS[cause].join(', ')}`
    return { code: 'invalid_detail', message: `The detail of ${cause} must be ${wanted}.`, field: 'outcome.detail' }
  }
  const status = cause === 'error_status_code' ? Number(detail) : null
  return { state: 'failed', cause, detail, status, processed: PROCESSED[cause] }
}
