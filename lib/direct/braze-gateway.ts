import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Auth } from '@/lib/access/make-auth.ts'
import type { Sending } from '@/lib/delivery/make-sending.ts'
import type { PassedCall } from '@/lib/delivery/pass-call.ts'
import { mayOn } from '@/lib/domain/actor.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { readLimited, tooLarge } from '@/lib/http/read-request.ts'
import { channelNotFound } from '@/lib/storage/find-channel.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { type GatewayChannel, makeFindGatewayChannel } from './gateway-channel.ts'
import { answerHeaders, callHeaders } from './passed-call-headers.ts'
import { headersOf } from './read-body.ts'

/** Passes calls on to a Braze channel's REST endpoint: `ANY /braze/{channelId}/<path>`. */
export type BrazeGateway = {
  /**
   * The endpoint's answer, unchanged.
   * @throws TodokuError `unauthorized`, `not_found`, what stands in the way of the call, or `upstream_unreachable` and
   *   `upstream_timeout` when there was no whole answer
   */
  answer(request: IncomingMessage, channelId: string, path: string): Promise<PassedAnswer>
  /** Waits for attempts that are not on disk yet. */
  close(): Promise<void>
}

/** `passed`: somebody else's answer, which gets nothing of ours. */
export type PassedAnswer = {
  passed: true
  status: number
  headers: Record<string, string | string[]>
  body: Uint8Array
}

/** The most that an endpoint of Braze takes (`/users/track`). */
const MAX_CALL_BYTES = 4 * 1024 * 1024
/** A caller waits so long for its attempt to be on disk: it was made, and its answer is there. */
const RECORDED_MS = 1_000

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
const NO_BODY = new Set([204, 304])
const SLOW = new Set(['Connection timeout', 'DNS Query timeout', 'Request timeout'])

export function makeBrazeGateway(context: Context & { sending: Pick<Sending, 'call'>; auth: Auth }): BrazeGateway {
  const findChannel = makeFindGatewayChannel(context, 'braze')
  const unrecorded = new Set<Promise<void>>()

  return {
    async answer(request, channelId, path) {
      const method = METHODS.find((known) => known === request.method)
      if (method === undefined) throw new TodokuError('method_not_allowed', `${request.method} cannot be passed on.`)
      const found = await findChannel(channelId)
      await requireCaller(context.auth, request, found)
      const { channel, secrets } = found
      if (!channel.useWebhook) throw new TodokuError('use_webhook_is_off', 'Switch on the use of the webhook first.')
      const body = await readCall(request)
      const call = { method, path, headers: callHeaders(request.headers), body }
      const { outcome, answer, recorded } = await context.sending.call(channel, secrets.apiKey, call)
      const ended = recorded.finally(() => unrecorded.delete(ended))
      unrecorded.add(ended)
      await Promise.race([ended, sleep(RECORDED_MS, undefined, { ref: false })])
      if (answer === null) throw noAnswer(outcome)
      return passedAnswer(answer, method)
    },
    async close() {
      await Promise.all(unrecorded)
    },
  }
}

/**
 * A key of Todoku's that may deliver to the channel, or the channel's own Braze key, so that a caller changes its base
 * URL and nothing else.
 */
async function requireCaller(
  auth: Auth,
  request: IncomingMessage,
  { channel, secrets }: GatewayChannel,
): Promise<void> {
  const given = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1]
  if (given === undefined) {
    throw new TodokuError('unauthorized', 'Send Authorization: Bearer with an API key of Todoku, or the Braze key.')
  }
  if (secrets.apiKey !== null && isSame(given, secrets.apiKey)) return
  const { actor } = await auth.authenticate(headersOf(request))
  if (!mayOn(actor, 'deliveries:write', channel.no)) throw channelNotFound()
}

/** How long it takes tells nothing about the right one. */
function isSame(given: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(right))
}

/** Bytes as they are, whatever their coding. @throws TodokuError `payload_too_large`, `invalid_request` */
async function readCall(request: IncomingMessage): Promise<Uint8Array> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_CALL_BYTES) throw tooLarge(MAX_CALL_BYTES)
  try {
    return await readLimited(request.iterator({ destroyOnReturn: false }), MAX_CALL_BYTES)
  } catch (error) {
    if (error instanceof TodokuError) throw error
    throw new TodokuError('invalid_request', 'The body ended before it was complete.', { cause: error })
  }
}

function passedAnswer({ status, headers, body }: NonNullable<PassedCall['answer']>, method: string): PassedAnswer {
  const passed = answerHeaders(headers)
  const length = method === 'HEAD' ? headers['content-length'] : String(body.byteLength)
  if (length !== undefined && !NO_BODY.has(status)) passed['content-length'] = length
  return { passed: true, status, headers: passed, body }
}

/** With the cause, as the attempt has it. */
function noAnswer({ cause, detail }: PassedCall['outcome']): TodokuError {
  const why = cause === null ? 'its answer is too large' : `${cause}, ${detail}`
  const code = detail !== null && SLOW.has(detail) ? 'upstream_timeout' : 'upstream_unreachable'
  return new TodokuError(code, `The REST endpoint gave no whole answer: ${why}.`)
}
