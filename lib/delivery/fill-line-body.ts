import { TodokuError } from '@/lib/domain/errors.ts'
import { isEventId, LONGEST_EVENT_ID } from '@/lib/domain/event-ids.ts'

type JsonObject = Record<string, unknown>

export type FilledBody = { body: Uint8Array; events: number; eventIds: string[] }

/**
 * A body as LINE's platform would send it: `destination`, and in each event `webhookEventId`, `timestamp`, `mode` and
 * `deliveryContext` are added where they are absent. Serialised here, once; from now on the bytes are the delivery.
 * @throws TodokuError `invalid_request`
 */
export function fillLineBody(
  body: JsonObject,
  { destination, nowMs, newEventId }: { destination: string; nowMs: number; newEventId: () => string },
): FilledBody {
  if (!Array.isArray(body.events) || body.events.length === 0) {
    throw invalid('body.events: must be an array of at least one event. POST …/verify sends a verification.')
  }
  const eventIds: string[] = []
  const events = body.events.map((event: unknown, index) => {
    if (typeof event !== 'object' || event === null || Array.isArray(event)) {
      throw invalid(`body.events.${index}: must be an object.`)
    }
    const filled: JsonObject = {
      ...event,
      ...absent(event, 'webhookEventId', newEventId),
      ...absent(event, 'timestamp', () => nowMs),
      ...absent(event, 'mode', () => 'active'),
      ...absent(event, 'deliveryContext', () => ({ isRedelivery: false })),
    }
    const id = filled.webhookEventId
    if (!isEventId(id)) {
      throw invalid(
        `body.events.${index}.webhookEventId: must be a string of 1 to ${LONGEST_EVENT_ID} characters, without NUL.`,
      )
    }
    eventIds.push(id)
    return filled
  })
  const bytes = Buffer.from(JSON.stringify({ ...absent(body, 'destination', () => destination), ...body, events }))
  return { body: bytes, events: events.length, eventIds }
}

function absent(object: object, name: string, make: () => unknown): JsonObject {
  return Object.hasOwn(object, name) ? {} : { [name]: make() }
}

function invalid(message: string): TodokuError {
  return new TodokuError('invalid_request', message)
}
