import type { IncomingMessage } from 'node:http'
import { believe } from '@/lib/access/believe.ts'
import type { Auth } from '@/lib/access/make-auth.ts'
import { mayOn } from '@/lib/domain/actor.ts'
import { type Answer, success } from '@/lib/http/envelope.ts'
import { requireOwnOrigin } from '@/lib/http/origin.ts'
import { requireMediaType } from '@/lib/http/read-request.ts'
import type { RequestLimits } from '@/lib/http/request-limits.ts'
import { channelNotFound, findChannelById } from '@/lib/storage/find-channel.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { headersOf, readBody } from './read-body.ts'
import { NDJSON } from './read-items.ts'
import { recordReported } from './record-reported.ts'

/** A channel's number never changes; whether it still exists the writer sees for itself. */
const CHANNEL_BELIEVED_MS = 1_000

/** Answers `POST …/attempts`: who may, then what the body says, then that it is on disk. */
export function makeRecording(context: Context & { auth: Auth; requestLimits: RequestLimits; baseUrl: string | null }) {
  const lookUp = (channelId: string) => findChannelById(context.storage.read, channelId)
  const channels = believe(lookUp, CHANNEL_BELIEVED_MS, context.now)
  return async (request: IncomingMessage, channelId: string): Promise<Answer> => {
    const headers = headersOf(request)
    const { actor, by, name } = await context.auth.authenticate(headers)
    context.requestLimits.take('traffic', name)
    if (by === 'session') requireOwnOrigin((name) => headers.get(name), context.baseUrl)
    const channel = await channels.find(channelId)
    if (channel === null || !mayOn(actor, 'attempts:write', channel.no)) throw channelNotFound()
    const mediaType = requireMediaType(headers.get('content-type'), ['application/json', NDJSON])
    const body = await readBody(request)
    const { errors, ...counts } = await recordReported(context, actor, channel, { body, mediaType })
    return success(counts, { status: 202, errors })
  }
}
