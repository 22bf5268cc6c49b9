import { TodokuError } from '@/lib/domain/errors.ts'
import { channelNotFound } from '@/lib/storage/find-channel.ts'
import { findObstacles } from '@/lib/storage/find-obstacles.ts'

/**
 * Before somebody redelivers by hand: what would only wait, or be skipped, is refused with the reason.
 * @throws TodokuError `not_found`, `use_webhook_is_off`, `no_webhook_url`, `channel_suspended`
 */
export async function requireTakesDeliveries(
  db: Parameters<typeof findObstacles>[0],
  channelNo: number,
): Promise<void> {
  const found = await findObstacles(db, channelNo)
  if (found === null) throw channelNotFound()
  if (!found.useWebhook) throw new TodokuError('use_webhook_is_off', 'Switch on the use of the webhook first.')
  if (!found.hasUrl) throw new TodokuError('no_webhook_url', 'The channel has no webhook URL yet.')
  if (found.isSuspended) {
    throw new TodokuError('channel_suspended', 'Sending to this channel is suspended. Resume it first.')
  }
}
