import { createHmac } from 'node:crypto'

/** `x-line-signature`: base64 of HMAC-SHA256 over exactly the bytes that are sent, with the channel's secret. */
export function signBody(body: Uint8Array, channelSecret: string): string {
  return createHmac('sha256', channelSecret).update(body).digest('base64')
}
