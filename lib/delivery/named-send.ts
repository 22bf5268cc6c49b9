/** What a send may be called: lib/http/schemas/delivery.ts. */
const SEND_ID = /^[\x20-\x7e]{1,64}$/
const CAMPAIGN_ID = /^[\x20-\x7e]{1,128}$/

/** The send and the campaign that the body of a Braze call names; null for what it does not name. */
export function namedSendOf(body: Uint8Array): { sendId: string | null; campaignId: string | null } {
  const json = parse(body)
  return { sendId: textOf(json.send_id, SEND_ID), campaignId: textOf(json.campaign_id, CAMPAIGN_ID) }
}

function parse(body: Uint8Array): { send_id?: unknown; campaign_id?: unknown } {
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(body))
    return typeof json === 'object' && json !== null ? json : {}
  } catch {
    return {}
  }
}

function textOf(value: unknown, wanted: RegExp): string | null {
  return typeof value === 'string' && wanted.test(value) ? value : null
}
