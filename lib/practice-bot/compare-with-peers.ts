import { PRACTICE_CASES, type PracticeCase } from '@/lib/domain/practice-cases.ts'
import { askPeer } from './ask-peer.ts'
import { curlArguments, digArguments, isOfName } from './curl-line.ts'
import { type DigAnswer, digWords } from './dig-words.ts'
import { nameOf } from './list-urls.ts'
import type { ReadyMessage } from './ready-message.ts'
import { situationOf } from './situations.ts'

/** What curl's own words begin with, after its progress and headers are left out. */
const LAST_WORD = /^curl: \((\d+)\) (.*)$/m
const STATUS = /^< HTTP\/\S+ ([02-9]\d\d)/gm

/**
 * A table, in Markdown, of what curl says of each case, and dig of each name, beside the label that ours gets.
 * @throws PeerMissing where there is no curl or no dig.
 */
export async function compareWithPeers({ urls, dnsServer }: ReadyMessage, caFile: string): Promise<string> {
  const rows: string[] = []
  for (const one of PRACTICE_CASES) {
    const url = urls[one.id] ?? ''
    const says = isOfName(one) ? await bothSay(one, url, caFile, dnsServer) : await curlSays(one, url, caFile)
    rows.push(`| ${situationOf(one.id)} | \`${one.id}\` | ${nameOf(one.expected)} | ${says.replaceAll('|', '\\|')} |`)
  }
  return ['| situation | practice case | our label | curl -v, dig |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

/** dig of the name's addresses; where it finds some, curl is told them and goes on from there. */
async function bothSay(one: PracticeCase, url: string, caFile: string, dnsServer: string): Promise<string> {
  const ask = async (type: string): Promise<DigAnswer> => {
    const { output } = await askPeer('dig', digArguments(url, dnsServer, type))
    return digWords(output)
  }
  const [ipv4, ipv6] = await Promise.all([ask('A'), ask('AAAA')])
  const dug = ipv4.says === ipv6.says ? `dig: ${ipv4.says}` : `dig: A ${ipv4.says}; AAAA ${ipv6.says}`
  const addresses = [...ipv6.addresses, ...ipv4.addresses]
  return addresses.length === 0 ? dug : `${dug}; curl: ${await curlSays(one, url, caFile, addresses)}`
}

async function curlSays(one: PracticeCase, url: string, caFile: string, addresses?: string[]): Promise<string> {
  const input = Buffer.alloc(one.bodyBytes ?? 0)
  const { errors, code } = await askPeer('curl', curlArguments(one, url, caFile, addresses), input)
  return lastWord(errors) || `exit code ${code}`
}

function lastWord(said: string): string {
  const status = [...said.matchAll(STATUS)].at(-1)?.[1]
  const [, code, text] = LAST_WORD.exec(said) ?? []
  const came = status === undefined ? '' : `status ${status}`
  const failed = code === undefined ? '' : `(${code}) ${text?.replace(/(?: port |:)\d{4,5}\b/g, '').trim()}`
  return [came, failed].filter((part) => part !== '').join(', then ')
}
