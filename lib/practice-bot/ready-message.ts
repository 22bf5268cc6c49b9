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
})

export type ReadyMessage = z.infer<typeof readyMessage>
