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
