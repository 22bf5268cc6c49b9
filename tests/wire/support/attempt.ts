import type { AddressRules } from '@/lib/domain/address-rules.ts'
import type { PracticeBot } from '@/lib/practice-bot/start-practice-bot.ts'
import { createResolver } from '@/lib/sender/resolver.ts'
import type { AttemptRequest } from '@/lib/sender/send-attempt.ts'
import { createTrust } from '@/lib/sender/trust.ts'

export const NOTHING_OPENED: AddressRules = { allowCidrs: [], allowEndpoints: [], ownEndpoints: [] }

export const SYSTEM_TRUST = createTrust([])

/** One object, because connections are reused among attempts with the very same rules. */
const LOOPBACK_OPENED: AddressRules = { ...NOTHING_OPENED, allowCidrs: ['127.0.0.0/8', '::1/128'] }

/** An attempt as a LINE channel sends it, to be changed where a test is about something. */
export function attemptTo(url: string, changes: Partial<AttemptRequest> = {}): AttemptRequest {
  return {
    url,
    headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'LineBotWebhook/2.0' },
    body: Buffer.from('{"destination":"U00000000000000000000000000000000","events":[]}'),
    timeoutMs: 2_000,
    resolver: createResolver(null),
    trust: SYSTEM_TRUST,
    addressRules: LOOPBACK_OPENED,
    allowHttp: true,
    ...changes,
  }
}

/** What an attempt to the practice bot needs: its name server, its CA, its addresses and nothing else. */
export function reaching(bot: PracticeBot): Partial<AttemptRequest> {
  return {
    resolver: createResolver([bot.dnsServer]),
    trust: createTrust([bot.caPem]),
    addressRules: { ...NOTHING_OPENED, allowEndpoints: bot.endpoints },
    allowHttp: false,
  }
}
