import { type Call, routes } from '@/app/api/answer.ts'
import { authenticateKey } from '@/lib/access/authenticate-key.ts'
import { LINE_FORM } from '@/lib/http/form.ts'
import type { LineCall } from '@/lib/http/line-limits.ts'
import { findLineChannel } from '@/lib/reports/find-line-channel.ts'

type Given = Parameters<typeof routes>[0]
type LineChannelCall = Call & {
  actor: Awaited<ReturnType<typeof authenticateKey>>
  channel: Awaited<ReturnType<typeof findLineChannel>>
}

/** As `routes`, but what is refused has the form of LINE's API and carries LINE's request id. */
export const lineRoutes = (given: Given) => routes(given, [], LINE_FORM)

/** A call of LINE's API on the channel that the key belongs to, within LINE's limits. */
export function asLineChannel(
  name: LineCall,
  handle: (call: LineChannelCall) => Promise<Response>,
): (call: Call) => Promise<Response> {
  return async (call) => {
    const { request, runtime } = call
    const actor = await authenticateKey(runtime.auth, request.headers)
    const channel = await findLineChannel(runtime, actor)
    runtime.lineLimits.take(name, channel.no)
    return handle({ ...call, actor, channel })
  }
}

/** What LINE answers with 200: an object without an envelope. */
export function lineAnswer(body: object): Response {
  return Response.json(body, { headers: { 'cache-control': 'no-store' } })
}
