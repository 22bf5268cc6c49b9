/** The practice account. None of this is secret: it exists on loopback, for as long as the practice bot runs. */

/** What a key may do; a fatal name is what every call with it gets, `limited` lets two calls a second through. */
export const BRAZE_KEYS = {
  full: 'practice-braze-key',
  inactive: 'practice-braze-key-of-an-inactive-account',
  withoutPermission: 'practice-braze-key-without-permission',
  limited: 'practice-braze-key-with-a-limit',
} as const

/** API-triggered and API campaigns: message variations and the type of message that each is for. */
export const BRAZE_CAMPAIGNS: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map([
  [
    'practice-campaign',
    { 'practice-email': 'email', 'practice-apple': 'apple_push', 'practice-android': 'android_push' },
  ],
])

/** The zone of the company, Asia/Tokyo: no summer time, so an offset is all of it. */
export const COMPANY_OFFSET = '+09:00'

/** Ids that begin so belong to nobody: an accepted call has a minor error for each. */
export const UNKNOWN_PREFIX = 'unknown-'
