import { randomUUID } from 'node:crypto'
import { type Answer, type success, toResponse } from '@/lib/http/envelope.ts'
import { ENVELOPE, type Form } from '@/lib/http/form.ts'
import { faultLog } from '@/lib/http/logger.ts'
import { methodNotAllowed } from '@/lib/http/method-not-allowed.ts'
import { requireOwnOrigin } from '@/lib/http/origin.ts'
import type { LimitName } from '@/lib/http/request-limits.ts'
import { getRuntime, type Runtime } from '@/lib/runtime.ts'

type Answered = Response | ReturnType<typeof success>
type Caller = Awaited<ReturnType<Runtime['auth']['authenticate']>>
type Params = Record<string, string>

/**
 * What a handler gets; `param` is a part of the path; the runtime doubles as the `ctx` of commands and reports. `refuse`
 * is for what fails when the answer has begun: the envelope that it would have been.
 */
export type Call = { request: Request; param(name: string): string; runtime: Runtime; refuse(error: unknown): Answer }
export type ActorCall = Call & Pick<Caller, 'actor'> & { caller: string }

type Handler = (request: Request, context: { params: Promise<Params> }) => Promise<Response>
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
type Method = (typeof METHODS)[number]

/**
 * A route's handlers for every method: those that are not given answer 405 with `Allow`. `alsoAllowed` names what is
 * answered before Next; refusals have the `form`.
 */
export function routes(
  given: Partial<Record<Method, (call: Call) => Promise<Answered>>>,
  alsoAllowed: Method[] = [],
  form: Form = ENVELOPE,
): Record<Method, Handler> {
  const allowed = METHODS.filter((method) => given[method] || alsoAllowed.includes(method))
  const handlerOf = (method: Method) =>
    toHandler(given[method] ?? (() => Promise.reject(methodNotAllowed(method))), allowed, form)
  return {
    GET: handlerOf('GET'),
    POST: handlerOf('POST'),
    PUT: handlerOf('PUT'),
    PATCH: handlerOf('PATCH'),
    DELETE: handlerOf('DELETE'),
  }
}

/**
 * Only for a caller with a key or a session, within the caller's limit; a change with a session must come from the
 * console's own origin.
 */
export function asActor(
  handle: (call: ActorCall) => Promise<Answered>,
  limit: LimitName = 'requests',
): (call: Call) => Promise<Answered> {
  return async (call) => {
    const { request, runtime } = call
    const { actor, by, name } = await runtime.auth.authenticate(request.headers)
    runtime.requestLimits.take(limit, name)
    if (by === 'session' && request.method !== 'GET') {
      requireOwnOrigin((name) => request.headers.get(name), runtime.settings.baseUrl)
    }
    return handle({ ...call, actor, caller: name })
  }
}

function toHandler(handle: (call: Call) => Promise<Answered>, allowed: readonly Method[], form: Form): Handler {
  return async (request, context) => {
    const requestId = randomUUID()
    const refuse = (error: unknown) => form.refuse(error, requestId, logOf())
    const response = await run(handle, request, context, refuse).catch((error: unknown) => toResponse(refuse(error)))
    response.headers.set(form.idHeader, requestId)
    if (response.status === 405) response.headers.set('allow', allowed.join(', '))
    return response
  }
}

async function run(
  handle: (call: Call) => Promise<Answered>,
  request: Request,
  context: { params: Promise<Params> },
  refuse: Call['refuse'],
): Promise<Response> {
  const runtime = getRuntime()
  await runtime.ready
  const params = await context.params
  const answered = await handle({ request, param: (name) => params[name] ?? '', runtime, refuse })
  return answered instanceof Response ? answered : toResponse(answered)
}

/** Before the runtime is there only `not_ready` can be thrown, which is not logged. */
function logOf(): ReturnType<typeof faultLog> {
  return (error, requestId) => faultLog(getRuntime().log)(error, requestId)
}
