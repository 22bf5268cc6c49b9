import type { Facts } from '@/lib/domain/facts.ts'
import type { AttemptRequest } from '@/lib/sender/send-attempt.ts'

/** One request to a bot. `fresh`: over no kept connection. */
export type SendRequest = Pick<
  AttemptRequest,
  'url' | 'method' | 'headers' | 'body' | 'timeoutMs' | 'limits' | 'onStep' | 'onHeaders'
> & { fresh?: true }

/** How attempts leave this process: the same for every channel but a practice channel. */
export type WebhookSender = Pick<AttemptRequest, 'resolver' | 'addressRules' | 'allowHttp'> & {
  /** As `sendAttempt`. @throws AddressDenied, UrlRefused; anything else is a fault of ours */
  send(request: SendRequest): Promise<Facts>
  /** Ends kept connections. */
  close(): Promise<void>
}
