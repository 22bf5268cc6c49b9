import { type LineEventType, lineEvent, type Random } from './line-events.ts'

export const LINE_EVENT_GROUPS = ['messages', 'friends', 'groups', 'actions', 'membership', 'operation'] as const
export type LineEventGroup = (typeof LINE_EVENT_GROUPS)[number]

/** Where a type stands in a list that people choose from. */
export const GROUP_OF_LINE_EVENT: Record<LineEventType, LineEventGroup> = {
  textMessage: 'messages',
  imageMessage: 'messages',
  videoMessage: 'messages',
  audioMessage: 'messages',
  fileMessage: 'messages',
  locationMessage: 'messages',
  stickerMessage: 'messages',
  unsend: 'messages',
  follow: 'friends',
  unfollow: 'friends',
  accountLink: 'friends',
  join: 'groups',
  leave: 'groups',
  memberJoined: 'groups',
  memberLeft: 'groups',
  postback: 'actions',
  videoPlayComplete: 'actions',
  beacon: 'actions',
  membershipJoined: 'membership',
  membershipLeft: 'membership',
  membershipRenewed: 'membership',
  moduleAttached: 'operation',
  moduleDetached: 'operation',
  activated: 'operation',
  deactivated: 'operation',
  botSuspended: 'operation',
  botResumed: 'operation',
  delivery: 'operation',
}

/**
 * A body with one event to be edited and sent: laid out, and without `destination`, `webhookEventId` and `timestamp`,
 * which are new each time it is accepted.
 */
export function exampleLineBody(type: LineEventType, nowMs: number, random: Random): string {
  const { webhookEventId: _, timestamp: __, ...event } = lineEvent(type, { webhookEventId: '', nowMs, random })
  const { type: name, ...rest } = event
  return JSON.stringify({ events: [{ type: name, ...rest }] }, null, 2)
}
