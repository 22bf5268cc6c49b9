import type { ChannelView } from '@/lib/domain/channel.ts'
import type { ItemError } from '@/lib/domain/errors.ts'
import type { StepEvent } from '@/lib/domain/step-event.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { checkWebhookUrl } from './check-webhook-url.ts'
import type { PracticeRunner } from './practice-run.ts'
import { type Verified, verifyChannel } from './verify.ts'
import type { WebhookSender } from './webhook-sender.ts'

/** What routes ask of the one sender of this process. It lives in the runtime, because Next loads modules repeatedly. */
export type Sending = {
  /** As `checkWebhookUrl`, with the openings that the channel has. */
  checkUrl(webhookUrl: string, channel?: ChannelView): Promise<ItemError[]>
  /** As `verifyChannel`; a practice channel starts its bot. */
  verify(channel: ChannelView, webhookUrl: string | null, onStep?: (event: StepEvent) => void): Promise<Verified>
}

export function makeSending(of: Context & { sender: WebhookSender; practice: PracticeRunner }): Sending {
  return {
    async checkUrl(webhookUrl, channel) {
      const { sender } = channel?.practice ? await of.practice.bot() : of
      return checkWebhookUrl(sender, webhookUrl)
    },
    async verify(channel, webhookUrl, onStep) {
      if (!channel.practice || webhookUrl === null) return verifyChannel(of, channel, webhookUrl, onStep)
      const { sender, urlNow } = await of.practice.bot()
      return verifyChannel({ ...of, sender }, channel, urlNow(webhookUrl), onStep)
    },
  }
}
