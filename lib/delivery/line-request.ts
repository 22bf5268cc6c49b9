import { signBody } from './sign.ts'

export type LineRequest = { headers: Record<string, string>; body: Uint8Array }

/** The headers with which LINE's platform sends a webhook, for these bytes; unsigned where no secret is set. */
export function lineRequest(body: Uint8Array, channelSecret: string | null): LineRequest {
  return {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'LineBotWebhook/2.0',
      ...(channelSecret === null ? {} : { 'x-line-signature': signBody(body, channelSecret) }),
    },
    body,
  }
}

/** The body with which LINE verifies a webhook URL. */
export function verificationBody(destination: string): Uint8Array {
  return Buffer.from(JSON.stringify({ destination, events: [] }))
}
