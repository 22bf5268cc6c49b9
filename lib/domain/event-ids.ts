import { isStorable } from './storable-text.ts'

/** A ULID has 26. */
export const LONGEST_EVENT_ID = 128

/** Whether an event can be known by this: everything else is stored with the body alone. */
export function isEventId(id: unknown): id is string {
  return typeof id === 'string' && id !== '' && id.length <= LONGEST_EVENT_ID && isStorable(id)
}

/** The ids of the events in a webhook's body; none where the body is not LINE's. */
export function eventIdsOf(body: string): string[] {
  try {
    const { events } = JSON.parse(body) as { events?: unknown }
    if (!Array.isArray(events)) return []
    const ids: unknown[] = events.map((event: { webhookEventId?: unknown } | null) => event?.webhookEventId)
    return ids.filter((id) => typeof id === 'string')
  } catch {
    return []
  }
}
