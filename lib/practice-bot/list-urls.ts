import { type ExpectedOutcome, PRACTICE_CASES } from '@/lib/domain/practice-cases.ts'
import { listBraze } from './braze/list-braze.ts'
import { tryLine } from './curl-line.ts'
import type { ReadyMessage } from './ready-message.ts'
import { situationOf } from './situations.ts'

/** Every case with its URL and a line to try it by hand, by what a sender should make of it; text for a terminal. */
export function listUrls(ready: ReadyMessage, caFile: string): string {
  const { dnsServer, urls } = ready
  const outcomes = [...new Set(PRACTICE_CASES.map(({ expected }) => nameOf(expected)))]
  const sections = outcomes.map((outcome) => {
    const cases = PRACTICE_CASES.filter(({ expected }) => nameOf(expected) === outcome)
    const rows = cases.map((one) => {
      const url = urls[one.id] ?? ''
      return `  ${url}\n    ${situationOf(one.id)}\n    ${tryLine(one, url, caFile, dnsServer)}`
    })
    return `${outcome}\n${rows.join('\n')}`
  })
  return [
    'The practice bot runs on this machine. Ctrl-C ends it.',
    `Its name server, as WEBHOOK_DNS_SERVERS: ${dnsServer}`,
    `Its certificate authority, as WEBHOOK_CA_FILE: ${caFile}`,
    'To let a Todoku of yours reach it: WEBHOOK_ALLOW_CIDRS=127.0.0.0/8,::1/128',
    'Any other status: …/status/418 of the host status.practice.test, or of h2-status.practice.test.',
    '',
    ...sections.map((section) => `${section}\n`),
    listBraze(ready, caFile),
  ].join('\n')
}

export function nameOf(expected: ExpectedOutcome): string {
  return expected === 'delivered' ? 'delivered' : expected.detail
}
