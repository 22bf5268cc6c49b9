import { TodokuError } from '@/lib/domain/errors.ts'
import { isEventId } from '@/lib/domain/event-ids.ts'
import { decodeUtf8, parseJson } from '@/lib/http/parse-json.ts'

/** How many events the body has, and the ids of those that can be known by one. */
export type ReadWebhook = { events: number; eventIds: string[] }

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
    return isEventId(id) ? [id] : []
  })
  return { events: events.length, eventIds }
}
