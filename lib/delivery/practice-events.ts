import { randomBytes } from 'node:crypto'
import { ulid } from 'ulid'

/** A number from 0 (included) to 1 (excluded); seeded, so that a run can be repeated. */
export type Random = () => number

const WORDS = [
  'こんにちは',
  '予約できますか?',
  '営業時間を教えてください',
  'ありがとう',
  '注文番号は 4711 です',
  'はい',
]

/** One webhook as LINE's platform sends it, and the id that its redelivery would keep. */
export type PracticeWebhook = { body: Uint8Array; webhookEventId: string }

/** The seeded `random` picks what happens; ids and tokens are new every time, as real ones are. */
export function practiceWebhook(destination: string, random: Random, nowMs: number): PracticeWebhook {
  const webhookEventId = ulid(nowMs)
  const event = {
    ...eventOf(random),
    timestamp: nowMs,
    mode: 'active',
    webhookEventId,
    deliveryContext: { isRedelivery: false },
    source: { type: 'user', userId: `U${hex(random, 32)}` },
  }
  return { body: Buffer.from(JSON.stringify({ destination, events: [event] })), webhookEventId }
}

function eventOf(random: Random): object {
  const replyToken = randomBytes(16).toString('hex')
  const share = random()
  if (share < 0.6) {
    const text = WORDS[Math.floor(random() * WORDS.length)] ?? 'はい'
    const id = String(Math.floor(random() * 1e15) + 5e17)
    return {
      type: 'message',
      replyToken,
      message: { type: 'text', id, quoteToken: randomBytes(24).toString('base64url'), text },
    }
  }
  if (share < 0.72) {
    const id = String(Math.floor(random() * 1e15) + 5e17)
    return {
      type: 'message',
      replyToken,
      message: { type: 'sticker', id, packageId: '446', stickerId: '1988', stickerResourceType: 'STATIC' },
    }
  }
  if (share < 0.86)
    return { type: 'postback', replyToken, postback: { data: `action=buy&itemid=${Math.floor(random() * 900)}` } }
  if (share < 0.95) return { type: 'follow', replyToken, follow: { isUnblocked: random() < 0.2 } }
  return { type: 'unfollow' }
}

function hex(random: Random, length: number): string {
  return Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('')
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
