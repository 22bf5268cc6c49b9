import { acceptDelivery, type DeliveryToAccept } from '@/lib/commands/accept-delivery.ts'
import type { Actor } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { type ItemError, TodokuError } from '@/lib/domain/errors.ts'
import type { StepEvent } from '@/lib/domain/step-event.ts'
import type { Accepted } from '@/lib/storage/delivery-to-accept.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { checkRestEndpoint, checkWebhookUrl } from './check-webhook-url.ts'
import { type Call, type PassedCall, passCall } from './pass-call.ts'
import type { PracticeRunner } from './practice-run.ts'
import { type SentVerification, type Verified, type VerifyOptions, verifyChannel } from './verify.ts'
import type { WebhookSender } from './webhook-sender.ts'

/** What routes ask of the one sender of this process. It lives in the runtime, because Next loads modules repeatedly. */
export type Sending = {
  /** As `checkWebhookUrl`, with the openings that the channel has. */
  checkUrl(webhookUrl: string, channel?: ChannelView): Promise<ItemError[]>
  /** As `checkRestEndpoint`, of a Braze channel. */
  checkEndpoint(restEndpoint: string): ReturnType<typeof checkRestEndpoint>
  /** As `verifyChannel`; a practice channel starts its bot. */
  verify(channel: ChannelView, url: string | null, onStep?: (event: StepEvent) => void): Promise<Verified>
  /** Passes a verification of LINE's on to the channel's URL; where there is none, or none that is allowed, nowhere. */
  passOn(channel: ChannelView, sent: SentVerification): Promise<void>
  /** As `passCall`. */
  call(channel: ChannelView, apiKey: string | null, call: Call): Promise<PassedCall>
  /** As `acceptDelivery`; the queue is told. */
  accept(actor: Actor, channel: Pick<ChannelView, 'no'>, delivery: DeliveryToAccept): Promise<Accepted>
}

export function makeSending(
  of: Context & {
    sender: WebhookSender
    practice: PracticeRunner
    wake: () => void
    log(error: unknown, where: string): void
  },
): Sending {
  const verify = async (channel: ChannelView, webhookUrl: string | null, options: VerifyOptions) => {
    if (!channel.practice || webhookUrl === null) return verifyChannel(of, channel, webhookUrl, options)
    const { sender, urlNow } = await of.practice.bot()
    return verifyChannel({ ...of, sender }, channel, urlNow(webhookUrl), options)
  }
  return {
    async checkUrl(webhookUrl, channel) {
      const { sender } = channel?.practice ? await of.practice.bot() : of
      return checkWebhookUrl(sender, webhookUrl)
    },
    checkEndpoint: (restEndpoint) => checkRestEndpoint(of.sender, restEndpoint),
    verify: (channel, webhookUrl, onStep) => verify(channel, webhookUrl, { onStep }),
    async passOn(channel, sent) {
      try {
        await verify(channel, channel.webhookUrl, { sent })
      } catch (error) {
        if (!(error instanceof TodokuError)) throw error
      }
    },
    call: (channel, apiKey, call) => passCall(of, channel, apiKey, call),
    async accept(actor, channel, delivery) {
      const accepted = await acceptDelivery(of, actor, channel, delivery)
      if (!accepted.duplicate) of.wake()
      return accepted
    },
  }
}
