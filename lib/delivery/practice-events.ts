import { ulid } from 'ulid'
import { type LineEventType, lineEvent, type Random } from '@/lib/domain/line-events.ts'

/** What a bot hears most, and the share of each; the last takes the rest. */
const SHARES: readonly (readonly [LineEventType, number])[] = [
  ['textMessage', 0.6],
  ['stickerMessage', 0.12],
  ['postback', 0.14],
  ['follow', 0.09],
  ['unfollow', 0.05],
]

/** One webhook as LINE's platform sends it, and the id that its redelivery would keep. */
export type PracticeWebhook = { body: Uint8Array; webhookEventId: string }

/** The seeded `random` picks what happens and draws its ids; only the event's own id is new every time. */
export function practiceWebhook(destination: string, random: Random, nowMs: number): PracticeWebhook {
  const webhookEventId = ulid(nowMs)
  const event = lineEvent(pickType(random()), { webhookEventId, nowMs, random })
  return { body: Buffer.from(JSON.stringify({ destination, events: [event] })), webhookEventId }
}

function pickType(drawn: number): LineEventType {
  let left = drawn
  for (const [type, share] of SHARES) {
    left -= share
    if (left < 0) return type
  }
  return 'unfollow'
}

/** mulberry32: small, and good enough to choose examples with. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
