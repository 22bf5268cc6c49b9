import { judgeAddress } from '@/lib/domain/address-rules.ts'
import { restEndpointOf } from '@/lib/domain/braze-url.ts'
import { type ItemError, TodokuError } from '@/lib/domain/errors.ts'
import {
  isRefusedByPolicy,
  MAX_WEBHOOK_URL_LENGTH,
  parseWebhookUrl,
  portOf,
  type WebhookUrlFault,
} from '@/lib/domain/webhook-url.ts'
import { AttemptFault } from '@/lib/sender/attempt-fault.ts'
import { DEFAULT_LIMITS } from '@/lib/sender/limits.ts'
import type { WebhookSender } from './webhook-sender.ts'

const FAULTS: Record<WebhookUrlFault, string> = {
  unparsable: 'This is not a URL.',
  user_info: 'The URL must not contain a user name or password.',
  control_character: 'The URL must not contain spaces or invisible characters.',
  backslash: 'The URL must not contain a backslash.',
  dot_segments: 'The path of the URL must not contain "..".',
  scheme: 'The URL must begin with https://.',
  port: 'The port of the URL must be 80, 443 or at least 1024.',
  too_long: `The URL must have at most ${MAX_WEBHOOK_URL_LENGTH} characters.`,
}

/**
 * Judges a URL before it is saved; what a name resolves to may change, so every attempt judges again.
 * @returns remarks for the answer: a name that does not resolve is no reason to refuse it
 * @throws TodokuError `invalid_url`, `address_denied`
 */
export async function checkWebhookUrl(
  sender: WebhookSender,
  raw: string,
  field: 'webhookUrl' | 'restEndpoint' = 'webhookUrl',
): Promise<ItemError[]> {
  const parsed = parseWebhookUrl(raw, { allowHttp: sender.allowHttp })
  if (!parsed.ok) throw new TodokuError('invalid_url', FAULTS[parsed.reason])
  const { url } = parsed
  let addresses: string[]
  try {
    addresses = await sender.resolver.resolve(url.hostname, DEFAULT_LIMITS.dnsMs)
  } catch (error) {
    if (!(error instanceof AttemptFault)) throw error
    const message = `The name ${url.hostname} could not be resolved. The URL was saved.`
    return [{ code: 'host_not_found', message, field }]
  }
  const port = portOf(url)
  if (addresses.some((address) => judgeAddress(address, port, sender.addressRules) === 'denied')) throw addressDenied()
  return []
}

/**
 * Judges a REST endpoint before it is saved, and says how it is kept.
 * @throws TodokuError `invalid_url`, `address_denied`
 */
export async function checkRestEndpoint(
  sender: WebhookSender,
  raw: string,
): Promise<{ restEndpoint: string; errors: ItemError[] }> {
  const errors = await checkWebhookUrl(sender, raw, 'restEndpoint')
  const restEndpoint = restEndpointOf(new URL(raw))
  if (restEndpoint === null) throw new TodokuError('invalid_url', 'The REST endpoint must end with its host or port.')
  return { restEndpoint, errors }
}

/**
 * Before a verification: what does not parse is an attempt that fails, what our rules refuse is none.
 * @throws TodokuError `invalid_url`
 */
export function requireSendableUrl(sender: WebhookSender, raw: string): void {
  const parsed = parseWebhookUrl(raw, { allowHttp: sender.allowHttp })
  if (!parsed.ok && isRefusedByPolicy(parsed.reason)) throw new TodokuError('invalid_url', FAULTS[parsed.reason])
}

/** Coarse on purpose: what the name resolved to is not told. */
export function addressDenied(cause?: unknown): TodokuError {
  return new TodokuError('address_denied', 'The URL leads to an address that is not allowed.', { cause })
}
