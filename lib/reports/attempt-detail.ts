import type { Actor } from '@/lib/domain/actor.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import type { CertificateFacts } from '@/lib/domain/facts.ts'
import type { AttemptSummary } from '@/lib/domain/statistics/report-types.ts'
import { visibleText } from '@/lib/domain/visible-text.ts'
import { factsOf, toAttemptSummary } from '@/lib/storage/attempt-row.ts'
import { findAttempt } from '@/lib/storage/find-attempt.ts'
import { unpackResponse } from '@/lib/storage/pack-facts.ts'
import type { ReportContext } from './context.ts'
import { listChannels } from './list-channels.ts'

export type AttemptDetail = AttemptSummary & {
  request: { headers: Record<string, string>; body: string | null }
  /** Of failures and verifications that got an answer. */
  response: { status: number | null; headers: Record<string, string>; body: string; truncated: boolean } | null
  tlsVersion: string | null
  certificate: CertificateFacts | null
  addresses: string[]
}

/**
 * One attempt with what went over the wire, as text without invisible characters.
 * @throws TodokuError `not_found` when there is none in a channel that the actor may see
 */
export async function attemptDetail(
  ctx: ReportContext,
  actor: Actor,
  attemptId: string,
  { channelId }: { channelId?: string } = {},
): Promise<AttemptDetail> {
  const channels = (await listChannels(ctx, actor)).filter(({ id }) => channelId === undefined || id === channelId)
  const nos = channels.map(({ no }) => no)
  const row = nos.length === 0 ? null : await findAttempt(ctx.storage.read, nos, attemptId)
  const channel = channels.find(({ no }) => no === row?.channelNo)
  if (row === null || channel === undefined) throw new TodokuError('not_found', 'There is no such attempt.')
  const facts = factsOf(row)
  const body = facts?.requestBody ?? textOf(row.body)
  const answered = facts?.responseHeaders !== undefined
  return {
    ...toAttemptSummary(row, channel.id),
    request: { headers: visibleHeaders(facts?.requestHeaders), body: body === null ? null : visibleText(body) },
    response: answered
      ? {
          status: row.status,
          headers: visibleHeaders(facts.responseHeaders),
          body: visibleText(textOf(row.responseBody && unpackResponse(row.responseBody)) ?? ''),
          truncated: facts.responseTruncated ?? false,
        }
      : null,
    tlsVersion: facts?.tlsVersion ?? null,
    certificate: facts?.certificate ?? null,
    addresses: facts?.addresses ?? [],
  }
}

function visibleHeaders(headers: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, visibleText(value)]))
}

function textOf(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : new TextDecoder().decode(bytes)
}
