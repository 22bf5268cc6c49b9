import { BRAZE_KEYS } from '@/lib/practice-bot/braze/account.ts'

/** A call that the practice Braze answers with the error of that name, or that it accepts. */
export type BrazeCall = { detail: string | null; path: string; body: unknown; key?: string; minorErrors?: number }

const ids = (count: number, prefix = 'user') => Array.from({ length: count }, (_, index) => `${prefix}-${index}`)
const EMAIL = { email: { app_id: 'a', subject: 'Hello', from: 'a@b.example', body: 'Hello' } }
const SEND = { external_user_ids: ['user-1'], messages: EMAIL }
const CAMPAIGN = 'practice-campaign'
const TRACKED = { attributes: [{ external_id: 'user-1', name: 'A' }] }

const send = (detail: string | null, body: unknown, more: Partial<BrazeCall> = {}) => ({
  detail,
  path: '/messages/send',
  body,
  ...more,
})
const messages = (of: unknown) => ({ ...SEND, messages: of })
const variant = (of: unknown) => ({ ...messages(of), campaign_id: CAMPAIGN })
const schedule = (of: unknown) => ({ ...SEND, schedule: of })

/** Every row of the seed's table but 5XX, 429 and the JSON that is none: those need more than one call. */
export const FATAL_CALLS: readonly BrazeCall[] = [
  send('400 No Recipients', { messages: EMAIL }),
  send('400 Invalid Campaign ID', { ...SEND, campaign_id: 'no-such-campaign' }),
  send('400 Message Variant Unspecified', variant(EMAIL)),
  send('400 Invalid Message Variant', variant({ email: { ...EMAIL.email, message_variation_id: 'no-such-variant' } })),
  send('400 Mismatched Message Type', variant({ email: { ...EMAIL.email, message_variation_id: 'practice-apple' } })),
  send('400 Invalid Extra Push Payload', messages({ apple_push: { alert: 'Hello', extra: 'no dictionary' } })),
  send('400 Invalid Extra Push Payload', messages({ android_push: { alert: 'Hello', title: 'Hi', extra: ['a'] } })),
  {
    detail: '400 Max Input Length Exceeded',
    path: '/users/track',
    body: { attributes: ids(76).map((external_id) => ({ external_id })) },
  },
  send('400 The max number of external_ids and aliases per request was exceeded', {
    ...SEND,
    external_user_ids: ids(49),
    user_aliases: ids(2).map((alias_name) => ({ alias_name, alias_label: 'l' })),
  }),
  {
    detail: '400 The max number of ids per request was exceeded',
    path: '/campaigns/trigger/send',
    body: { campaign_id: CAMPAIGN, recipients: ids(51).map((external_user_id) => ({ external_user_id })) },
  },
  send('400 No message to send', { external_user_ids: ['user-1'] }),
  send('400 Slideup Message Length Exceeded', messages({ slideup: { message: 'あ'.repeat(141) } })),
  send('400 Apple Push Length Exceeded', messages({ apple_push: { alert: 'あ'.repeat(640) } })),
  send('400 Android Push Length Exceeded', messages({ android_push: { alert: 'a'.repeat(4_000), title: 'Hi' } })),
  {
    detail: '400 Bad Request (send_at)',
    path: '/messages/schedule/create',
    body: schedule({ time: 'tomorrow at nine' }),
  },
  {
    detail: '400 Bad Request (in_local_time)',
    path: '/messages/schedule/create',
    body: schedule({ time: '2020-02-20T13:14:47', in_local_time: true }),
  },
  { detail: '400 Bad Request', path: '/users/track', body: {} },
  send('401 Unauthorized', SEND, { key: 'no-such-key' }),
  send('403 Forbidden', SEND, { key: BRAZE_KEYS.inactive }),
  send('403 Access Denied', SEND, { key: BRAZE_KEYS.withoutPermission }),
  { detail: '404 Not Found', path: '/users/track/', body: TRACKED },
]

/** At the limits, and with parts that go wrong. */
export const ACCEPTED_CALLS: readonly BrazeCall[] = [
  send(null, SEND),
  send(null, { broadcast: true, messages: EMAIL }),
  send(null, { segment_id: 's', messages: EMAIL }),
  send(null, { ...SEND, external_user_ids: ids(50) }),
  send(null, variant({ email: { ...EMAIL.email, message_variation_id: 'practice-email' } })),
  send(null, messages({ apple_push: { alert: 'a'.repeat(1_889), extra: {} } })),
  send(null, messages({ android_push: { alert: 'a'.repeat(3_977), title: '' } })),
  send(null, messages({ slideup: { message: '😀'.repeat(140) } })),
  send(null, { ...SEND, external_user_ids: [...ids(2), ...ids(3, 'unknown')] }, { minorErrors: 3 }),
  { detail: null, path: '/campaigns/trigger/send', body: { campaign_id: CAMPAIGN, broadcast: true, send_id: 'mine' } },
  { detail: null, path: '/sends/id/create', body: { campaign_id: CAMPAIGN } },
  { detail: null, path: '/users/track', body: { attributes: ids(75).map((external_id) => ({ external_id })) } },
  {
    detail: null,
    path: '/users/track',
    body: { ...TRACKED, events: [{ name: 'of nobody', time: '2026-11-21T00:00:00Z' }] },
    minorErrors: 1,
  },
  { detail: null, path: '/messages/schedule/create', body: schedule({ time: '2020-02-20T13:14:47Z' }) },
  {
    detail: null,
    path: '/messages/schedule/create',
    body: schedule({ time: '2099-02-20T13:14:47', in_local_time: true }),
  },
]
