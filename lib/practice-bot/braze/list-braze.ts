import type { ReadyMessage } from '../ready-message.ts'
import { BRAZE_CAMPAIGNS } from './account.ts'
import { BRAZE_ACCEPTED_PATH, BRAZE_SWITCH_PATH } from './start-braze.ts'

/** The practice Braze and lines to try it, as text for a terminal. */
export function listBraze({ braze: { restEndpoint, keys } }: ReadyMessage, caFile: string): string {
  const [full = ''] = Object.values(keys)
  const call = (path: string, method: string, body: string) =>
    `    curl -sS --cacert ${caFile} --connect-to ::127.0.0.1: -X ${method} -H 'authorization: Bearer ${full}' ` +
    `-H 'content-type: application/json' -d '${body}' ${restEndpoint}${path}`
  return [
    'Braze',
    `  REST endpoint: ${restEndpoint}`,
    ...Object.values(keys).map((key) => `  API key: ${key}`),
    ...[...BRAZE_CAMPAIGNS].map(([id, variants]) => `  Campaign: ${id}, with ${Object.keys(variants).join(', ')}`),
    '  A call that is accepted, and one without recipients',
    call('/messages/send', 'POST', '{"external_user_ids":["user-1"],"messages":{"sms":{"body":"Hello"}}}'),
    call('/messages/send', 'POST', '{"messages":{"sms":{"body":"Hello"}}}'),
    '  An incident of a minute: every call is answered 503 and nothing takes effect (also 202: "maintenance", "unreadable")',
    call(BRAZE_SWITCH_PATH, 'PUT', '{"answer":503,"forMs":60000}'),
    '  How many calls took effect, and how many of them had done so before',
    call(BRAZE_ACCEPTED_PATH, 'GET', '{}'),
  ].join('\n')
}
