import { ulid } from 'ulid'
import { type AttemptToRecord, recordAttempts } from '@/lib/commands/record-attempts.ts'
import { brazeUrlOf } from '@/lib/domain/braze-url.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { classify } from '@/lib/domain/classification.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import type { Facts } from '@/lib/domain/facts.ts'
import type { Outcome } from '@/lib/domain/outcome.ts'
import { AddressDenied } from '@/lib/sender/attempt-fault.ts'
import type { AnswerHeaders } from '@/lib/sender/exchange.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { credentials } from './braze-request.ts'
import { requireSendableUrl } from './check-webhook-url.ts'
import { decodeBody } from './decode-body.ts'
import { namedSendOf } from './named-send.ts'
import { recordSent } from './record-sent.ts'
import type { SendRequest, WebhookSender } from './webhook-sender.ts'

/** What is passed back to a caller, at most; what is kept of it is less. */
export const MAX_PASSED_BYTES = 16 * 1024 * 1024
const KEPT_BYTES = 64 * 1024

/** A call as its caller made it: the path with its query, headers fit to be passed on. */
export type Call = Required<Pick<SendRequest, 'method' | 'headers' | 'body'>> & { path: string }

export type PassedCall = {
  outcome: Outcome
  /** As they came; null when no answer did, or none that was complete. */
  answer: { status: number; headers: AnswerHeaders; body: Uint8Array } | null
  /** Resolves when the attempt is on disk, or cannot be. */
  recorded: Promise<void>
}

type PassContext = Context & { sender: WebhookSender; log(error: unknown, where: string): void }

/**
 * Makes a caller's call of a Braze channel's REST endpoint, once, with the channel's key, and records the attempt.
 * @throws TodokuError `no_webhook_url`, `invalid_request`, `invalid_url` or `address_denied`, and then there was no attempt
 */
export async function passCall(
  ctx: PassContext,
  channel: ChannelView,
  apiKey: string | null,
  call: Call,
): Promise<PassedCall> {
  const url = urlOf(channel, apiKey, call.path)
  requireSendableUrl(ctx.sender, url)
  const came: { headers: AnswerHeaders | null } = { headers: null }
  const facts = await send(ctx.sender, {
    ...call,
    url,
    headers: { ...call.headers, ...credentials(apiKey ?? '') },
    timeoutMs: channel.timeoutMs,
    limits: { responseBytes: MAX_PASSED_BYTES },
    onHeaders: (headers) => {
      came.headers = headers
    },
  })
  const responseBody = decodeBody(facts.responseBody, facts.responseHeaders?.['content-encoding'])
  const outcome = classify({ ...facts, responseBody }, channel.kind)
  const { status, error, responseTruncated } = facts
  const isWhole = error === null && !responseTruncated
  return {
    outcome,
    answer:
      isWhole && status !== null && came.headers !== null
        ? { status, headers: came.headers, body: facts.responseBody ?? NOTHING }
        : null,
    recorded: record(ctx, channel, attemptOf(call, { ...facts, responseBody }, outcome)),
  }
}

const NOTHING = new Uint8Array()

function urlOf({ restEndpoint }: ChannelView, apiKey: string | null, path: string): string {
  if (restEndpoint === null) throw new TodokuError('no_webhook_url', 'The channel has no REST endpoint yet.')
  if (apiKey === null) throw new TodokuError('no_webhook_url', 'The channel has no API key yet.')
  const url = brazeUrlOf(restEndpoint, path)
  if (url === null) throw new TodokuError('invalid_request', 'The path of the call is none that can be passed on.')
  return url
}

async function send(sender: WebhookSender, request: SendRequest): Promise<Facts> {
  try {
    return await sender.send(request)
  } catch (error) {
    if (error instanceof AddressDenied) {
      throw new TodokuError('address_denied', 'The REST endpoint leads to an address that is not allowed.', {
        cause: error,
      })
    }
    throw error
  }
}

/** Without its query, which may name persons and would make each URL another. */
function attemptOf(call: Call, facts: Facts, judged: Outcome): AttemptToRecord {
  const kept = facts.responseBody === null ? null : facts.responseBody.subarray(0, KEPT_BYTES)
  const encoded = call.headers['content-encoding'] !== undefined
  return {
    id: ulid(facts.startedAtMs),
    startedAtMs: facts.startedAtMs,
    durationMs: facts.durationMs,
    purpose: 'delivery',
    webhookEventId: null,
    ...namedSendOf(encoded ? NOTHING : call.body),
    url: facts.url.split('?', 1)[0] ?? facts.url,
    judged,
    facts: { ...facts, responseBody: kept, responseTruncated: (facts.responseBody?.byteLength ?? 0) > KEPT_BYTES },
    error: facts.error,
    requestBody: encoded ? null : Buffer.from(call.body.subarray(0, KEPT_BYTES)).toString('utf8'),
    reportHash: null,
  }
}

/** The call was made, so its caller gets the answer whatever becomes of the record. */
async function record(ctx: PassContext, channel: ChannelView, attempt: AttemptToRecord): Promise<void> {
  const system = { kind: 'system' } as const
  try {
    const { errors } = await recordAttempts(ctx, system, channel, [attempt])
    // A caller may name another campaign than before with a send: the send is what it was.
    if (errors.length > 0) await recordSent(ctx, channel.no, { ...attempt, campaignId: null }, () => false)
  } catch (fault) {
    ctx.log(fault, `record call ${attempt.id}`)
    await recordSent(ctx, channel.no, attempt, () => false).catch((again: unknown) => ctx.log(again, attempt.id))
  }
}
