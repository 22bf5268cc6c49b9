import { makeRateLimit } from './rate-limit.ts'

/** LINE's limits of its webhook endpoint calls, by the name that its OpenAPI file gives each. */
export const LINE_LIMITS = {
  getWebhookEndpoint: [1_000, 'minute'],
  setWebhookEndpoint: [1_000, 'minute'],
  testWebhookEndpoint: [60, 'hour'],
} as const
export type LineCall = keyof typeof LINE_LIMITS

/** `take` throws TodokuError `rate_limited`. */
export type LineLimits = { take(call: LineCall, channelNo: number): void }

/** One for the process (lib/runtime): each channel has every limit for itself. */
export function makeLineLimits(now: () => number): LineLimits {
  const limitOf = (call: LineCall) => makeRateLimit(LINE_LIMITS[call][0], now, LINE_LIMITS[call][1])
  const limits = {
    getWebhookEndpoint: limitOf('getWebhookEndpoint'),
    setWebhookEndpoint: limitOf('setWebhookEndpoint'),
    testWebhookEndpoint: limitOf('testWebhookEndpoint'),
  }
  return { take: (call, channelNo) => limits[call].take(String(channelNo)) }
}
