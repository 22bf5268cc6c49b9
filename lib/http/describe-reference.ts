import { type ApiReference, apiReference, type OpenApi } from '@/lib/domain/api-reference.ts'
import { ERROR_CODES, type ErrorCode } from '@/lib/domain/errors.ts'
import { describeApi } from './describe-api.ts'
import { ERROR_STATUS } from './error-status.ts'
import { TRAFFIC_TIMES } from './request-limits.ts'

export type CodeReference = { code: ErrorCode; status: number }

/** What `/docs/api` shows: the document, read as a caller gets it, and every code with its status, in their order. */
export function describeReference(
  requestsPerMinute: number,
  origin: string,
): { reference: ApiReference; codes: CodeReference[]; limits: { requests: number; traffic: number } } {
  const document: OpenApi = JSON.parse(JSON.stringify(describeApi(requestsPerMinute)))
  return {
    reference: apiReference(document, origin),
    codes: ERROR_CODES.map((code) => ({ code, status: ERROR_STATUS[code] })).sort((a, b) => a.status - b.status),
    limits: { requests: requestsPerMinute, traffic: requestsPerMinute * TRAFFIC_TIMES },
  }
}
