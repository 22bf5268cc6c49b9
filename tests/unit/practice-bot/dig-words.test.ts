import { expect, it } from 'vitest'
import { digWords } from '@/lib/practice-bot/dig-words.ts'

const answered = (status: string, records: string[], ms = 0) =>
  [
    '; <<>> DiG 9.18.49-1~deb12u3-Debian <<>> @127.0.0.1 -p 5300 name.test AAAA',
    ';; global options: +cmd',
    ';; Got answer:',
    `;; ->>HEADER<<- opcode: QUERY, status: ${status}, id: 27894`,
    ';; QUESTION SECTION:',
    ';name.test.\t\tIN\tAAAA',
    ...(records.length === 0 ? [] : [';; ANSWER SECTION:', ...records]),
    '',
    `;; Query time: ${ms} msec`,
    ';; SERVER: 127.0.0.1#5300(127.0.0.1) (UDP)',
  ].join('\n')

const SILENT = [
  ';; communications error to 127.0.0.1#5300: timed out',
  '; <<>> DiG 9.18.49-1~deb12u3-Debian <<>> @127.0.0.1 -p 5300 name.test AAAA',
  ';; no servers could be reached',
].join('\n')

it.each([
  ['an error', answered('NXDOMAIN', []), 'NXDOMAIN', []],
  ['no records', answered('NOERROR', []), 'no address', []],
  ['an address', answered('NOERROR', ['name.test.\t0\tIN\tAAAA\t::1']), '::1', ['::1']],
  [
    'a late one',
    answered('NOERROR', ['name.test.\t0\tIN\tA\t127.0.0.1'], 1004),
    '127.0.0.1 (after 1 s)',
    ['127.0.0.1'],
  ],
  ['another name', answered('NOERROR', ['name.test.\t0\tIN\tCNAME\tb.test.']), 'CNAME b.test.', []],
  ['silence', SILENT, 'no answer', []],
  ['nothing at all', '', 'nothing', []],
])('%s', (_what, text, says, addresses) => {
  expect(digWords(text)).toEqual({ says, addresses })
})
