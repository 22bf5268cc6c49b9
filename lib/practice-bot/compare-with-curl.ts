import { spawn } from 'node:child_process'
import { PRACTICE_CASES, type PracticeCase } from '@/lib/domain/practice-cases.ts'
import { curlArguments, isOfName } from './curl-line.ts'
import { nameOf } from './list-urls.ts'
import type { ReadyMessage } from './ready-message.ts'
import { situationOf } from './situations.ts'

/** What curl's own words begin with, after its progress and headers are left out. */
const LAST_WORD = /^curl: \((\d+)\) (.*)$/m
const STATUS = /^< HTTP\/\S+ ([02-9]\d\d)/gm

/**
 * A table, in Markdown, of what curl says of each case beside the label that ours gets.
 * @throws Error where there is no curl.
 */
export async function compareWithCurl({ urls }: ReadyMessage, caFile: string): Promise<string> {
  const rows: string[] = []
  for (const one of PRACTICE_CASES) {
    const url = urls[one.id] ?? ''
    const says = isOfName(one) ? 'not asked: it has another name server' : await curlSays(one, url, caFile)
    rows.push(`| ${situationOf(one.id)} | \`${one.id}\` | ${nameOf(one.expected)} | ${says.replaceAll('|', '\\|')} |`)
  }
  return ['| situation | practice case | our label | curl -v |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

function curlSays(one: PracticeCase, url: string, caFile: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('curl', curlArguments(one, url, caFile), { stdio: ['pipe', 'ignore', 'pipe'] })
    const chunks: Buffer[] = []
    child.once('error', reject)
    child.stdin.on('error', () => {})
    child.stdin.end(Buffer.alloc(one.bodyBytes ?? 0))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.once('close', (code) => resolve(lastWord(Buffer.concat(chunks).toString('latin1')) || `exit code ${code}`))
  })
}

function lastWord(said: string): string {
  const status = [...said.matchAll(STATUS)].at(-1)?.[1]
  const [, code, text] = LAST_WORD.exec(said) ?? []
  const came = status === undefined ? '' : `status ${status}`
  const failed = code === undefined ? '' : `(${code}) ${text?.replace(/(?: port |:)\d{4,5}\b/g, '').trim()}`
  return [came, failed].filter((part) => part !== '').join(', then ')
}
