import type { Facts } from '@/lib/domain/facts.ts'
import type { Lane } from '@/lib/sender/lanes.ts'
import type { AttemptRequest } from '@/lib/sender/send-attempt.ts'
import type { SenderProfile } from '@/lib/sender/sender-profile.ts'

/** One request to a bot. `fresh`: over no kept connection; `lane`: it waits for a place there. */
export type SendRequest = Pick<
  AttemptRequest,
  'url' | 'method' | 'headers' | 'body' | 'timeoutMs' | 'limits' | 'brief' | 'onStep' | 'onHeaders'
> & { fresh?: true; lane?: Lane }

/** How attempts leave this process: the same for every channel but a practice channel. */
export type WebhookSender = Pick<AttemptRequest, 'resolver' | 'addressRules' | 'allowHttp'> & {
  /** As `sendAttempt`. @throws AddressDenied, UrlRefused, NotSent; anything else is a fault of ours */
  send(request: SendRequest): Promise<Facts>
  /** Ends kept connections. */
  close(): Promise<void>
}

/** What a sender is told to open the practice bot: its name server, its authority and its addresses. */
export type Opening = Pick<SenderProfile, 'dnsServers' | 'extraCa' | 'allowEndpoints'>

/** A sender beside which others can send under openings of their own; their `close` leaves this one as it is. */
export type OpenableSender = WebhookSender & { beside(opening: Opening): WebhookSender }
