import { type Actor, mayOn } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { findChannelByNo } from '@/lib/storage/find-channel.ts'
import type { ReportContext } from './context.ts'

/**
 * The channel that LINE's own API is called for: its calls name none, because LINE's access tokens belong to one each.
 * @throws TodokuError `unauthorized` for a key of the instance and one that may not manage its channel; `no_webhook_url`
 *   for a channel that is not LINE's
 */
export async function findLineChannel({ storage }: ReportContext, actor: Actor): Promise<ChannelView> {
  if (actor.kind !== 'key' || actor.channelNo === null) {
    throw refuseKey('this API key belongs to the instance and names no channel. Use a key of the channel.')
  }
  if (!mayOn(actor, 'channel:manage', actor.channelNo)) throw refuseKey('this API key has no scope channel:manage.')
  const channel = await findChannelByNo(storage.read, actor.channelNo)
  if (channel === null) throw refuseKey('the channel of this API key is deleted.')
  if (channel.kind !== 'line') throw noWebhookEndpoint()
  return channel
}

/** LINE's 404 of a channel without a webhook URL. */
export function noWebhookEndpoint(): TodokuError {
  return new TodokuError('no_webhook_url', 'The channel has no webhook URL yet.')
}

function refuseKey(reason: string): TodokuError {
  return new TodokuError('unauthorized', reason)
}
