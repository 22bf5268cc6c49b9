import { TodokuError } from '@/lib/domain/errors.ts'
import { type ErrorFilter, readErrorFilter } from '@/lib/domain/statistics/error-filter.ts'
import { ALL_LABELS, CAUSES, isCause } from '@/lib/domain/taxonomy.ts'
import { listOf } from './list-of.ts'

/** @throws TodokuError `invalid_request`, naming what there is */
export function requireErrorFilter(
  cause: string | readonly string[] | undefined,
  detail: string | readonly string[] | undefined,
): ErrorFilter {
  const causes = listOf(cause)
  const filter = readErrorFilter(causes, listOf(detail))
  if (filter !== null) return filter
  const message = causes.every(isCause)
    ? `detail: must be a status such as 503, or one of: ${ALL_LABELS.join(', ')}; or, of Braze, as in the guide.`
    : `cause: must be one of ${CAUSES.join(', ')}.`
  throw new TodokuError('invalid_request', message)
}
