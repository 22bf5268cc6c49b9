import { failure } from './envelope.ts'
import { lineFailure } from './line-failure.ts'

/** In whose form a path refuses, and under which name its answers carry the request id. */
export type Form = { refuse: typeof failure; idHeader: string }

export const ENVELOPE: Form = { refuse: failure, idHeader: 'x-request-id' }
export const LINE_FORM: Form = { refuse: lineFailure, idHeader: 'x-line-request-id' }

/** The form of a path of the API (`/api`, the gateway's `/in`, Braze's data series, or LINE's `/v2`); null for what is a page. */
export function formOf(path: string): Form | null {
  if (path === '/v2' || path.startsWith('/v2/')) return LINE_FORM
  return /^\/(api|in|braze)(\/|$)|^\/(sends?|campaigns)\/data_series\/?$/.test(path) ? ENVELOPE : null
}
