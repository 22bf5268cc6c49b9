import type { IncomingMessage } from 'node:http'
import type { Sending } from '@/lib/delivery/make-sending.ts'
import { isSignedWith } from '@/lib/delivery/sign.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { type Answer, type FaultLog, success } from '@/lib/http/envelope.ts'
import { makeRateLimit } from '@/lib/http/rate-limit.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { makeFindGatewayChannel } from './gateway-channel.ts'
import { makeGatewayNotes } from './gateway-notes.ts'
import { passedOnHeaders } from './passed-on-headers.ts'
import { readBody } from './read-body.ts'
import { readWebhook } from './read-webhook.ts'

/** LINE's webhooks come in here: `POST /in/{channelId}`. */
export type Gateway = {
  /**
   * Answers when the webhook is on disk; a verification at once.
   * @throws TodokuError `not_found`, `wrong_signature`, or what is wrong with the body
   */
  answer(request: IncomingMessage, channelId: string): Promise<Answer>
  /** Waits for what goes on in the background. */
  close(): Promise<void>
}

/** Whoever got hold of one signed verification could have it passed on for ever. */
const VERIFICATIONS_PER_MINUTE = 60

const SYSTEM = { kind: 'system' } as const

export function makeGateway(
  context: Context & { sending: Pick<Sending, 'accept' | 'passOn'>; log: FaultLog },
): Gateway {
  const { now, sending, log } = context
  const findChannel = makeFindGatewayChannel(context, 'line')
  const notes = makeGatewayNotes(context)
  const limit = makeRateLimit(VERIFICATIONS_PER_MINUTE, now)
  const inBackground = new Set<Promise<void>>()

  const passOn = (channel: ChannelView, sent: Parameters<Sending['passOn']>[1]) => {
    limit.take(channel.id)
    notes.arrived(channel.no)
    const passing = sending
      .passOn(channel, sent)
      .catch((error: unknown) => log(error, `verification of ${channel.id}`))
      .finally(() => inBackground.delete(passing))
    inBackground.add(passing)
  }

  return {
    async answer(request, channelId) {
      const { channel, secrets } = await findChannel(channelId)
      const { channelSecret } = secrets
      const refuse = (message: string) => {
        notes.refused(channel.no)
        return new TodokuError('wrong_signature', message)
      }
      const signature = request.headers['x-line-signature']
      if (channelSecret === null) throw refuse('The channel has no channel secret, so no signature can be checked.')
      if (typeof signature !== 'string') throw refuse('The header x-line-signature is missing.')
      const body = await readBody(request)
      if (!isSignedWith(channelSecret, body, signature)) {
        throw refuse("The signature is not that of this body with the channel's secret.")
      }
      const { events, eventIds } = readWebhook(body)
      const headers = passedOnHeaders(request.headers)
      if (events === 0) passOn(channel, { body, headers })
      else await sending.accept(SYSTEM, channel, { body, source: 'gateway', events, eventIds, headers })
      return success({})
    },
    async close() {
      await Promise.all(inBackground)
      await notes.close()
    },
  }
}
