import { TodokuError } from '@/lib/domain/errors.ts'
import { decodeUtf8, parseJson } from '@/lib/http/parse-json.ts'

/** How many events the body has, and the ids of those that have one. */
export type ReadWebhook = { events: number; eventIds: string[] }

/** A ULID has 26. */
const LONGEST_ID = 128

/**
 * What the gateway must know of a body of LINE's; events of new types and with new fields may come at any time.
 * @throws TodokuError `invalid_json`, `invalid_request`
 */
export function readWebhook(body: Uint8Array): ReadWebhook {
  const whole = parseJson(decodeUtf8(body))
  const events = typeof whole === 'object' && whole !== null && 'events' in whole ? whole.events : null
  if (!Array.isArray(events)) throw new TodokuError('invalid_request', 'events: must be an array, as LINE sends it.')
  const eventIds = events.flatMap((event: unknown) => {
    if (typeof event !== 'object' || event === null) {
      throw new TodokuError('invalid_request', 'events: must be an array of objects, as LINE sends it.')
    }
    const id = 'webhookEventId' in event ? event.webhookEventId : null
    return typeof id === 'string' && id !== '' && id.length <= LONGEST_ID ? [id] : []
  })
  return { events: events.length, eventIds }
}
