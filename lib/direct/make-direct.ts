import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Auth } from '@/lib/access/make-auth.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { allowedMethods } from '@/lib/http/allowed-methods.ts'
import type { Answer, FaultLog } from '@/lib/http/envelope.ts'
import { ENVELOPE, type Form, formOf } from '@/lib/http/form.ts'
import { methodNotAllowed, noSuchRoute } from '@/lib/http/method-not-allowed.ts'
import type { RequestLimits } from '@/lib/http/request-limits.ts'
import type { Storage } from '@/lib/storage/open-storage.ts'
import { answerMetrics, isMetricsPath, type MetricsSource } from './answer-metrics.ts'
import type { BrazeGateway, PassedAnswer } from './braze-gateway.ts'
import type { Gateway } from './gateway.ts'
import { MAX_BODY_BYTES } from './read-body.ts'
import { makeRecording } from './record-request.ts'

export type Direct = (request: IncomingMessage, response: ServerResponse) => boolean

type Context = {
  storage: Storage
  now: () => number
  auth: Auth
  requestLimits: RequestLimits
  baseUrl: string | null
  log: FaultLog
  gateway: Gateway
  brazeGateway: BrazeGateway
  /** Null: nothing is measured. */
  metrics: MetricsSource | null
}

type Answering = Context & { record: ReturnType<typeof makeRecording> }

const RECORDING = /^\/api\/v1\/channels\/([^/?]+)\/attempts\/?(?:\?|$)/
const GATEWAY = /^\/in\/([^/?]+)\/?(?:\?|$)/
/** The path that is passed on goes with its query, as it is. */
const BRAZE = /^\/braze\/([^/?]+)(\/.*)$/s

/**
 * Answers the gateways, the recording endpoint and `/metrics` before Next, which costs a millisecond a request, and paths that Next would refuse
 * without the envelope; everything else is not ours (false). It alone answers `POST …/attempts`: there is no second implementation in a route.
 */
export function makeDirect(context: Context): Direct {
  const answerer = { ...context, record: makeRecording(context) }
  return (request, response) => {
    const answering = answerTo(answerer, request)
    if (answering === null) return false
    const requestId = randomUUID()
    const { refuse, idHeader } = formOf(pathOf(request)) ?? ENVELOPE
    answering
      .catch((error: unknown) => refuse(error, requestId, context.log))
      .then((answer) => {
        if ('passed' in answer) send(request, response, answer)
        else send(request, response, { ...answer, headers: { ...lengthOf(answer), [idHeader]: requestId } })
      })
      .catch((error: unknown) => {
        context.log(error, requestId)
        response.destroy()
      })
    return true
  }
}

function answerTo(context: Answering, request: IncomingMessage): Promise<Answer | PassedAnswer> | null {
  const channelOf = (route: RegExp) => (request.method === 'POST' ? route.exec(request.url ?? '')?.[1] : undefined)
  const into = channelOf(GATEWAY)
  if (into !== undefined) return context.gateway.answer(request, into)
  const [, called, callPath] = BRAZE.exec(request.url ?? '') ?? []
  if (called !== undefined) return context.brazeGateway.answer(request, called, callPath ?? '/')
  const recording = channelOf(RECORDING)
  if (recording !== undefined) return context.record(request, recording)
  const path = pathOf(request)
  if (isMetricsPath(path)) return answerMetrics(request, context.metrics)
  const form = formOf(path)
  if (form === null) return null
  if (!isDecodable(path)) return Promise.reject(undecodable())
  const isNext = !/^\/(in|braze)(\/|$)/.test(path) && KNOWN_TO_NEXT.has(request.method ?? '')
  return isNext ? null : refuseMethod(context, form, request.method ?? '', path)
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

/** How much of a refused body is still taken in, so that its sender gets to read the answer. */
const DRAINED_BYTES = 8 * MAX_BODY_BYTES

function lengthOf({ headers, body }: Answer): Record<string, string> {
  return { ...headers, 'content-length': String(Buffer.byteLength(body)) }
}

function send(request: IncomingMessage, response: ServerResponse, answer: Answer | PassedAnswer): void {
  response.writeHead(answer.status, answer.headers)
  response.end(answer.body)
  if (request.complete || request.destroyed) return
  let left = DRAINED_BYTES
  request.on('data', (chunk: Buffer) => {
    left -= chunk.byteLength
    if (left < 0) request.destroy()
  })
}
