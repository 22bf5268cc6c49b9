import type { FactsError } from './facts.ts'
import type { FailedOutcome } from './outcome.ts'
import type { Label } from './taxonomy.ts'

/** Where a label's situations want different advice, the code decides; statuses that mean something have their own. */
export type AdviceKey =
  | Label
  | 'certificate_expired'
  | 'certificate_not_yet_valid'
  | 'certificate_chain'
  | 'certificate_self_signed'
  | 'certificate_name'
  | 'client_certificate'
  | 'redirect'
  | 'status_400'
  | 'status_401'
  | 'status_404'
  | 'status_405'
  | 'status_429'
  | 'status_4xx'
  | 'status_503'
  | 'status_5xx'
  | 'status_other'

const BY_CODE: Partial<Record<string, AdviceKey>> = {
  CERT_HAS_EXPIRED: 'certificate_expired',
  CERT_NOT_YET_VALID: 'certificate_not_yet_valid',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate_chain',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate_chain',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate_chain',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate_self_signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate_self_signed',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate_name',
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'client_certificate',
}

const BY_STATUS: Partial<Record<number, AdviceKey>> = {
  400: 'status_400',
  401: 'status_401',
  403: 'status_401',
  404: 'status_404',
  405: 'status_405',
  410: 'status_404',
  429: 'status_429',
  502: 'status_503',
  503: 'status_503',
  504: 'status_503',
}

/** Which advice a failure gets. */
export function adviceFor(
  { cause, detail }: Pick<FailedOutcome, 'cause' | 'detail'>,
  error: FactsError | null,
): AdviceKey {
  if (cause !== 'error_status_code') return (error ? BY_CODE[error.code] : undefined) ?? (detail as Label)
  const status = Number(detail.slice(0, 3))
  const known = BY_STATUS[status]
  if (known !== undefined) return known
  if (status >= 300 && status <= 399) return 'redirect'
  if (status >= 400 && status <= 499) return 'status_4xx'
  return status >= 500 && status <= 599 ? 'status_5xx' : 'status_other'
}
