import { brazeUrlOf } from '@/lib/domain/braze-url.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import type { ChannelSecrets } from '@/lib/storage/channel-secret.ts'
import type { SendRequest } from './webhook-sender.ts'

/** Reads only, and costs Braze next to nothing: how a channel's endpoint and key are verified. */
const VERIFICATION_PATH = '/campaigns/list?page=0'

type BrazeChannel = Pick<ChannelView, 'restEndpoint'>
type Request = Pick<SendRequest, 'url' | 'method' | 'headers' | 'body'>

/** The call of a delivery; null while the channel lacks its endpoint or key, or the path leads elsewhere. */
export function brazeCall(
  { restEndpoint }: BrazeChannel,
  { apiKey }: ChannelSecrets,
  { path, body }: { path: string; body: Uint8Array },
): Request | null {
  const url = restEndpoint === null ? null : brazeUrlOf(restEndpoint, path)
  if (url === null || apiKey === null) return null
  return { url, method: 'POST', headers: { ...credentials(apiKey), 'content-type': 'application/json' }, body }
}

/** The call that verifies a REST endpoint with the channel's key. */
export function brazeVerification(restEndpoint: string, { apiKey }: ChannelSecrets): Request {
  const headers = apiKey === null ? {} : credentials(apiKey)
  return { url: `${restEndpoint}${VERIFICATION_PATH}`, method: 'GET', headers, body: new Uint8Array() }
}

export function credentials(apiKey: string): { authorization: string } {
  return { authorization: `Bearer ${apiKey}` }
}
