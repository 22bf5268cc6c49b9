import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { believe } from '@/lib/access/believe.ts'
import type { Auth, HeaderSource } from '@/lib/access/make-auth.ts'
import { mayOn } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { allowedMethods } from '@/lib/http/allowed-methods.ts'
import { type Answer, type FaultLog, success } from '@/lib/http/envelope.ts'
import { ENVELOPE, type Form, formOf } from '@/lib/http/form.ts'
import { methodNotAllowed, noSuchRoute } from '@/lib/http/method-not-allowed.ts'
import { requireOwnOrigin } from '@/lib/http/origin.ts'
import { readLimited, requireMediaType, requireNoEncoding, tooLarge } from '@/lib/http/read-request.ts'
import { channelNotFound, findChannelById } from '@/lib/storage/find-channel.ts'
import type { Storage } from '@/lib/storage/open-storage.ts'
import { MAX_BODY_BYTES, NDJSON } from './read-items.ts'
import { recordReported } from './record-reported.ts'

export type Direct = (request: IncomingMessage, response: ServerResponse) => boolean

type Context = {
  storage: Storage
  now: () => number
  auth: Auth
  baseUrl: string | null
  log: FaultLog
}

type Recording = Context & { findChannel(channelId: string): Promise<ChannelView | null> }

/** A channel's number never changes; whether it still exists the writer sees for itself. */
const CHANNEL_BELIEVED_MS = 1_000

const RECORDING = /^\/api\/v1\/channels\/([^/?]+)\/attempts\/?(?:\?|$)/

/**
 * Answers the recording endpoint before Next, which costs a millisecond a request, and paths that Next would refuse
 * without the envelope; everything else is not ours (false). It alone answers `POST …/attempts`: there is no second implementation in a route.
 */
export function makeDirect(context: Context): Direct {
  const lookUp = (channelId: string) => findChannelById(context.storage.read, channelId)
  const recording = { ...context, findChannel: believe(lookUp, CHANNEL_BELIEVED_MS, context.now).find }
  return (request, response) => {
    const answering = answerTo(recording, request)
    if (answering === null) return false
    const requestId = randomUUID()
    const { refuse, idHeader } = formOf(pathOf(request)) ?? ENVELOPE
    answering
      .catch((error: unknown) => refuse(error, requestId, context.log))
      .then((answer) => send(request, response, { ...answer, headers: { ...answer.headers, [idHeader]: requestId } }))
      .catch((error: unknown) => {
        context.log(error, requestId)
        response.destroy()
      })
    return true
  }
}

function answerTo(context: Recording, request: IncomingMessage): Promise<Answer> | null {
  const url = request.url ?? ''
  const channelId = request.method === 'POST' ? RECORDING.exec(url)?.[1] : undefined
  if (channelId !== undefined) return record(context, request, channelId)
  const path = pathOf(request)
  const form = formOf(path)
  if (form === null) return null
  if (!isDecodable(path)) return Promise.reject(undecodable())
  return KNOWN_TO_NEXT.has(request.method ?? '') ? null : refuseMethod(context, form, request.method ?? '', path)
}

function pathOf(request: IncomingMessage): string {
  return request.url?.split('?', 1)[0] ?? ''
}

/** Next answers any other with an empty 400, and OPTIONS with an `Allow` that lists every method. */
const KNOWN_TO_NEXT = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])

async function refuseMethod({ log }: Context, form: Form, method: string, path: string): Promise<Answer> {
  const allowed = allowedMethods(path)
  if (allowed.length === 0) throw noSuchRoute()
  const answer = form.refuse(methodNotAllowed(method), '', log)
  return { ...answer, headers: { ...answer.headers, allow: allowed.join(', ') } }
}

/** Next answers these itself, in plain text. */
function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

function undecodable(): TodokuError {
  return new TodokuError('invalid_request', 'The path of the URL cannot be decoded.')
}

async function record(context: Recording, request: IncomingMessage, channelId: string): Promise<Answer> {
  const headers = headersOf(request)
  const { actor, by } = await context.auth.authenticate(headers)
  if (by === 'session') requireOwnOrigin((name) => headers.get(name), context.baseUrl)
  const channel = await context.findChannel(channelId)
  if (channel === null || !mayOn(actor, 'attempts:write', channel.no)) throw channelNotFound()
  const mediaType = requireMediaType(headers.get('content-type'), ['application/json', NDJSON])
  requireNoEncoding(headers.get('content-encoding'))
  if (Number(headers.get('content-length') ?? 0) > MAX_BODY_BYTES) throw tooLarge(MAX_BODY_BYTES)
  const body = await readLimited(request.iterator({ destroyOnReturn: false }), MAX_BODY_BYTES).catch(
    (error: unknown) => {
      if (error instanceof TodokuError) throw error
      throw new TodokuError('invalid_request', 'The body ended before it was complete.', { cause: error })
    },
  )
  const { errors, ...counts } = await recordReported(context, actor, channel, { body, mediaType })
  return success(counts, { status: 202, errors })
}

function headersOf(request: IncomingMessage): HeaderSource {
  return {
    get(name) {
      const value = request.headers[name]
      return value === undefined ? null : Array.isArray(value) ? value.join(', ') : value
    },
  }
}

/** How much of a refused body is still taken in, so that its sender gets to read the answer. */
const DRAINED_BYTES = 8 * MAX_BODY_BYTES

function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, {
    ...answer.headers,
    'content-length': Buffer.byteLength(answer.body),
  })
  response.end(answer.body)
  if (request.complete || request.destroyed) return
  let left = DRAINED_BYTES
  request.on('data', (chunk: Buffer) => {
    left -= chunk.byteLength
    if (left < 0) request.destroy()
  })
}
