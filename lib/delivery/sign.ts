import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ChannelSecrets } from '@/lib/storage/channel-secret.ts'

/** `x-line-signature`: base64 of HMAC-SHA256 over exactly the bytes that are sent, with the channel's secret. */
export function signBody(body: Uint8Array, channelSecret: string): string {
  return createHmac('sha256', channelSecret).update(body).digest('base64')
}

/** Whether `signature` is that of these bytes; how long it takes tells nothing about the right one. */
export function isSignedWith(channelSecret: string, body: Uint8Array, signature: string): boolean {
  const right = Buffer.from(signBody(body, channelSecret))
  const given = Buffer.from(signature)
  return right.byteLength === given.byteLength && timingSafeEqual(right, given)
}

/** Before the base64 of the key in a Standard Webhooks secret. */
const SIGNING_PREFIX = 'whsec_'

export type SignedWebhook = {
  secrets: Pick<ChannelSecrets, 'channelSecret' | 'signing'>
  /** `webhook-id`: the same for every attempt of a delivery. */
  deliveryId: string
  /** The exact bytes that are sent. */
  body: Uint8Array
  /** What a gateway took in with the body, else null. */
  storedHeaders: Record<string, string> | null
  /** When this attempt begins. */
  atMs: number
}

/**
 * The headers of one attempt: those of LINE's platform, or those that LINE sent with the body, signed for these bytes.
 * The signature is always made anew with the secret of now, so that one that was replaced ends at once; while secret
 * and bytes are LINE's it is LINE's signature. Standard Webhooks' set is added where the channel has a secret for it.
 */
export function webhookHeaders(webhook: SignedWebhook): Record<string, string> {
  const { channelSecret } = webhook.secrets
  const headers: Record<string, string> = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'LineBotWebhook/2.0',
  }
  if (webhook.storedHeaders !== null) Object.assign(headers, webhook.storedHeaders)
  if (channelSecret !== null) headers['x-line-signature'] = signBody(webhook.body, channelSecret)
  if (webhook.secrets.signing.length > 0) Object.assign(headers, standardHeaders(webhook))
  return headers
}

/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md, "Webhook headers". */
function standardHeaders({ secrets, deliveryId, body, atMs }: SignedWebhook): Record<string, string> {
  const timestamp = String(Math.floor(atMs / 1_000))
  const signatures = secrets.signing.map((secret) => {
    const key = Buffer.from(secret.slice(SIGNING_PREFIX.length), 'base64')
    return `v1,${createHmac('sha256', key).update(`${deliveryId}.${timestamp}.`).update(body).digest('base64')}`
  })
  return { 'webhook-id': deliveryId, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') }
}
