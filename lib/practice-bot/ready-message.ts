import { z } from 'zod'

const address = z.string().regex(/^(127\.0\.0\.1|\[::1\]):\d+$/)

/** What the practice bot says once, when all of its servers listen. */
export const readyMessage = z.object({
  ready: z.literal(true),
  dnsServer: address,
  /** Trust anchor of its certificates; made at each start, kept nowhere. */
  caPem: z.string(),
  /** The openings that its channels need in the address check. */
  endpoints: z.array(address),
  /** A webhook URL for each practice case. */
  urls: z.record(z.string(), z.string()),
  /** The practice Braze: its REST endpoint and its API keys, by what they may do. */
  braze: z.object({ restEndpoint: z.string(), keys: z.record(z.string(), z.string()) }),
})

export type ReadyMessage = z.infer<typeof readyMessage>
