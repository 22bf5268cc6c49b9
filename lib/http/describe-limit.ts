import { LINE_LIMITS } from './line-limits.ts'
import type { Operation } from './operation.ts'
import { TRAFFIC_TIMES, VERIFICATIONS_PER_MINUTE } from './request-limits.ts'

type Limit = { most: number; per: 'minute' | 'hour'; of: 'key' | 'channel' }

/** How often an operation may be called, as the extension `x-ratelimit` of OpenAPI; nothing for what is open. */
export function describeLimit({ id, limit, open }: Operation, requestsPerMinute: number): { 'x-ratelimit'?: Limit[] } {
  if (open) return {}
  const ofLine = Object.entries(LINE_LIMITS).find(([name]) => name === id)?.[1]
  if (ofLine) return { 'x-ratelimit': [{ most: ofLine[0], per: ofLine[1], of: 'channel' }] }
  const own = { per: 'minute', of: 'key' } as const
  const times = limit === 'traffic' ? TRAFFIC_TIMES : 1
  const limits: Limit[] = [{ most: requestsPerMinute * times, ...own }]
  if (id === 'verifyChannel') limits.push({ most: VERIFICATIONS_PER_MINUTE, ...own })
  return { 'x-ratelimit': limits }
}
