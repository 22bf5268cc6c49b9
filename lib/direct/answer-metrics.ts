import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { TodokuError } from '@/lib/domain/errors.ts'
import { type Answer, failure } from '@/lib/http/envelope.ts'
import { methodNotAllowed, noSuchRoute } from '@/lib/http/method-not-allowed.ts'

/** What is measured in this process, in Prometheus' text format, and what one must know to read it. */
export type MetricsSource = { token: string; contentType: string; text(): Promise<string> }

/** `path`: of a request, without its query. */
export function isMetricsPath(path: string): boolean {
  return /^\/metrics\/?$/.test(path)
}

/**
 * `GET /metrics`, with the token as bearer. Without a source it is as if there were no such path.
 * @throws TodokuError `not_found`, `unauthorized`
 */
export async function answerMetrics(
  { method = '', headers }: Pick<IncomingMessage, 'method' | 'headers'>,
  source: MetricsSource | null,
): Promise<Answer> {
  if (source === null) throw noSuchRoute()
  const given = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1]
  if (given === undefined || !isSame(given, source.token)) {
    throw new TodokuError('unauthorized', 'Send Authorization: Bearer with what METRICS_TOKEN is set to.')
  }
  if (method !== 'GET' && method !== 'HEAD') {
    const refused = failure(methodNotAllowed(method), '', () => {})
    return { ...refused, headers: { ...refused.headers, allow: 'GET, HEAD' } }
  }
  const answerHeaders = { 'content-type': source.contentType, 'cache-control': 'no-store' }
  return { status: 200, headers: answerHeaders, body: await source.text() }
}

/** How long it takes tells nothing about the right one. */
function isSame(given: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(right))
}
