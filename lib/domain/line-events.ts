/**
 * Every kind of event that LINE's platform sends, by a name that tells its variants apart: types, and of messages,
 * memberships and modules their own types (LINE's webhook.yml; a test holds this list and the events against it).
 */
export const LINE_EVENT_TYPES = [
  'textMessage',
  'imageMessage',
  'videoMessage',
  'audioMessage',
  'fileMessage',
  'locationMessage',
  'stickerMessage',
  'unsend',
  'follow',
  'unfollow',
  'join',
  'leave',
  'memberJoined',
  'memberLeft',
  'postback',
  'videoPlayComplete',
  'beacon',
  'accountLink',
  'membershipJoined',
  'membershipLeft',
  'membershipRenewed',
  'moduleAttached',
  'moduleDetached',
  'activated',
  'deactivated',
  'botSuspended',
  'botResumed',
  'delivery',
] as const
export type LineEventType = (typeof LINE_EVENT_TYPES)[number]

/** A number from 0 (included) to 1 (excluded). */
export type Random = () => number

/** What every event has; each type adds its own. */
export type LineEvent = {
  type: string
  timestamp: number
  mode: 'active' | 'standby'
  webhookEventId: string
  deliveryContext: { isRedelivery: boolean }
  source?: { type: 'user' | 'group' | 'room'; userId?: string; groupId?: string; roomId?: string }
  [more: string]: unknown
}

/**
 * An event as LINE's platform sends it. Texts, ids and tokens are drawn from `random`, so a seeded one repeats them.
 * @param from.webhookEventId a ULID
 * @param from.nowMs when the event happened
 */
export function lineEvent(
  type: LineEventType,
  from: { webhookEventId: string; nowMs: number; random: Random },
): LineEvent {
  const { webhookEventId, nowMs, random } = from
  const content = CONTENT[type](idsFrom(random), nowMs)
  return {
    ...content,
    timestamp: nowMs,
    mode: content.mode ?? 'active',
    webhookEventId,
    deliveryContext: { isRedelivery: false },
  }
}

type Ids = ReturnType<typeof idsFrom>

const TEXTS = [
  'こんにちは',
  '予約できますか?',
  '営業時間を教えてください',
  'ありがとう',
  '注文番号は 4711 です',
  'はい',
]

function idsFrom(random: Random) {
  const draw = (alphabet: string, length: number) =>
    Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('')
  const HEX = '0123456789abcdef'
  const inRoom = { groupId: `C${draw(HEX, 32)}`, roomId: `R${draw(HEX, 32)}`, userId: `U${draw(HEX, 32)}` }
  return {
    ...inRoom,
    botId: `U${draw(HEX, 32)}`,
    replyToken: draw(HEX, 32),
    messageId: `5${draw('0123456789', 17)}`,
    quoteToken: draw('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_', 96),
    nonce: draw(HEX, 32),
    text: TEXTS[Math.floor(random() * TEXTS.length)] ?? 'はい',
    fromUser: { type: 'user' as const, userId: inRoom.userId },
    fromGroup: { type: 'group' as const, groupId: inRoom.groupId },
    fromRoom: { type: 'room' as const, roomId: inRoom.roomId },
  }
}

type Content = Pick<LineEvent, 'type'> & Partial<LineEvent>

const FROM_LINE = { contentProvider: { type: 'line' } }

const CONTENT: Record<LineEventType, (ids: Ids, nowMs: number) => Content> = {
  textMessage: (ids) => message(ids, { type: 'text', quoteToken: ids.quoteToken, text: ids.text }),
  imageMessage: (ids) => message(ids, { type: 'image', quoteToken: ids.quoteToken, ...FROM_LINE }),
  videoMessage: (ids) => message(ids, { type: 'video', quoteToken: ids.quoteToken, duration: 60_000, ...FROM_LINE }),
  audioMessage: (ids) => message(ids, { type: 'audio', duration: 5_000, ...FROM_LINE }),
  fileMessage: (ids) => message(ids, { type: 'file', fileName: '見積書.pdf', fileSize: 21_384 }),
  locationMessage: (ids) =>
    message(ids, {
      type: 'location',
      title: '東京駅',
      address: '東京都千代田区丸の内1丁目',
      latitude: 35.681236,
      longitude: 139.767125,
    }),
  stickerMessage: (ids) =>
    message(ids, {
      type: 'sticker',
      quoteToken: ids.quoteToken,
      packageId: '446',
      stickerId: '1988',
      stickerResourceType: 'STATIC',
    }),
  unsend: ({ fromUser, messageId }) => ({ type: 'unsend', source: fromUser, unsend: { messageId } }),
  follow: (ids) => ({ ...replyable('follow', ids), follow: { isUnblocked: false } }),
  unfollow: ({ fromUser }) => ({ type: 'unfollow', source: fromUser }),
  join: (ids) => ({ ...replyable('join', ids), source: ids.fromGroup }),
  leave: ({ fromRoom }) => ({ type: 'leave', source: fromRoom }),
  memberJoined: (ids) => ({
    ...replyable('memberJoined', ids),
    source: ids.fromGroup,
    joined: { members: [ids.fromUser] },
  }),
  memberLeft: ({ fromGroup, fromUser }) => ({ type: 'memberLeft', source: fromGroup, left: { members: [fromUser] } }),
  postback: (ids) => ({ ...replyable('postback', ids), postback: { data: 'action=buy&itemid=123' } }),
  videoPlayComplete: (ids) => ({
    ...replyable('videoPlayComplete', ids),
    videoPlayComplete: { trackingId: 'track-1' },
  }),
  beacon: (ids) => ({ ...replyable('beacon', ids), beacon: { hwid: 'd41d8cd98f', type: 'enter' } }),
  accountLink: (ids) => ({ ...replyable('accountLink', ids), link: { result: 'ok', nonce: ids.nonce } }),
  membershipJoined: (ids) => membership(ids, 'joined'),
  membershipLeft: (ids) => membership(ids, 'left'),
  membershipRenewed: (ids) => membership(ids, 'renewed'),
  moduleAttached: ({ botId }) => ({
    type: 'module',
    module: { type: 'attached', botId, scopes: ['message:send', 'message:receive'] },
  }),
  moduleDetached: ({ botId }) => ({ type: 'module', module: { type: 'detached', botId, reason: 'bot_deleted' } }),
  activated: ({ fromUser }, nowMs) => ({
    type: 'activated',
    source: fromUser,
    chatControl: { expireAt: nowMs + 3_600_000 },
  }),
  deactivated: ({ fromUser }) => ({ type: 'deactivated', mode: 'standby', source: fromUser }),
  botSuspended: () => ({ type: 'botSuspended' }),
  botResumed: () => ({ type: 'botResumed' }),
  delivery: ({ fromUser, nonce }) => ({ type: 'delivery', source: fromUser, delivery: { data: `${nonce}${nonce}` } }),
}

function replyable(type: string, { replyToken, fromUser }: Ids): Content {
  return { type, replyToken, source: fromUser }
}

function message(ids: Ids, content: { type: string; [more: string]: unknown }): Content {
  return { ...replyable('message', ids), message: { id: ids.messageId, ...content } }
}

function membership(ids: Ids, type: 'joined' | 'left' | 'renewed'): Content {
  return { ...replyable('membership', ids), membership: { type, membershipId: 3189 } }
}
