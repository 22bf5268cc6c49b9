import http from 'node:http'
import { describe, expect, it } from 'vitest'
import { Http1Parser } from '@/lib/sender/http1-parser.ts'
import { listenRaw } from './support/servers.ts'

const OK = 'HTTP/1.1 200 OK\r\n'
const TWO = 'Content-Length: 2\r\n\r\n{}'
const CHUNKED = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'
const ENDED = '2\r\n{}\r\n0\r\n\r\n'

const ANSWERS: [string, string][] = [
  ['a length', OK + TWO],
  ['no reason', `HTTP/1.1 200\r\n${TWO}`],
  ['an empty reason', `HTTP/1.1 200 \r\n${TWO}`],
  ['a reason of any bytes', `HTTP/1.1 200 \xe9\x01\r\n${TWO}`],
  ['HTTP/2.0 in its status line', `HTTP/2.0 200 OK\r\n${TWO}`],
  ['HTTP/1.2', `HTTP/1.2 200 OK\r\n${TWO}`],
  ['a lower-case http', `http/1.1 200 OK\r\n${TWO}`],
  ['a tab in the status line', `HTTP/1.1\t200 OK\r\n${TWO}`],
  ['two spaces in the status line', `HTTP/1.1  200 OK\r\n${TWO}`],
  ['a status of two digits', `HTTP/1.1 20 OK\r\n${TWO}`],
  ['a status with a letter', `HTTP/1.1 2a0 OK\r\n${TWO}`],
  ['line ends before it', `\r\n\r\n${OK}${TWO}`],
  ['a line end after it', `${OK}${TWO}\r\n`],
  ['line feeds alone', 'HTTP/1.1 200 OK\nContent-Length: 2\n\n{}'],
  ['one line feed alone', `${OK}A: b\n${TWO}`],
  ['carriage returns alone', 'HTTP/1.1 200 OK\rContent-Length: 2\r\r{}'],
  ['a carriage return in a value', `${OK}A: b\rc\r\n${TWO}`],
  ['a folded line', `${OK}A: b\r\n c\r\n${TWO}`],
  ['a space before the first name', `${OK} A: b\r\n${TWO}`],
  ['a space before the colon', `${OK}A : b\r\n${TWO}`],
  ['a space in a name', `${OK}A b: c\r\n${TWO}`],
  ['no colon', `${OK}abc\r\n${TWO}`],
  ['no name', `${OK}: abc\r\n${TWO}`],
  ['a control character in a value', `${OK}A: b\x01\r\n${TWO}`],
  ['a NUL in a value', `${OK}A: b\0\r\n${TWO}`],
  ['a DEL in a value', `${OK}A: b\x7f\r\n${TWO}`],
  ['a vertical tab in a value', `${OK}A: b\x0b\r\n${TWO}`],
  ['a byte above ASCII in a value', `${OK}A: b\xe9\r\n${TWO}`],
  ['tabs around values', `${OK}A:\tb\t\r\nContent-Length:\t2\r\n\r\n{}`],
  ['a length with a space after it', `${OK}Content-Length: 2 \r\n\r\n{}`],
  ['a signed length', `${OK}Content-Length: +2\r\n\r\n{}`],
  ['the same length twice', `${OK}Content-Length: 2\r\n${TWO}`],
  ['an empty length', `${OK}Content-Length: \r\n\r\n{}`],
  ['a huge length', `${OK}Content-Length: 99999999999999999999999\r\n\r\n{}`],
  ['chunks', CHUNKED + ENDED],
  ['chunks in capitals', `${OK}TRANSFER-ENCODING: Chunked\r\n\r\n${ENDED}`],
  ['chunks said twice', `${OK}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n${ENDED}`],
  ['zipped chunks', `${OK}Transfer-Encoding: gzip, chunked\r\n\r\n${ENDED}`],
  ['another encoding', `${OK}Transfer-Encoding: gzip\r\n\r\n{}`],
  ['chunks that are encoded', `${OK}Transfer-Encoding: chunked, gzip\r\n\r\n${ENDED}`],
  ['chunks and a length', `${OK}Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n${ENDED}`],
  ['a length and chunks', `${OK}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n${ENDED}`],
  ['a chunk with an extension', `${CHUNKED}2;a=b\r\n{}\r\n0\r\n\r\n`],
  ['a space after the size', `${CHUNKED}2 \r\n{}\r\n0\r\n\r\n`],
  ['a trailer', `${CHUNKED}2\r\n{}\r\n0\r\nA: b\r\n\r\n`],
  ['a broken trailer', `${CHUNKED}0\r\nbad\r\n\r\n`],
  ['chunks with line feeds alone', `${CHUNKED}2\n{}\n0\n\n`],
  ['a chunk longer than its size', `${CHUNKED}2\r\n{}xx0\r\n\r\n`],
  ['an empty size', `${CHUNKED}\r\n{}\r\n0\r\n\r\n`],
  ['a huge size', `${CHUNKED}fffffffffffffffffffff\r\n{}`],
  ['204 with a body', `HTTP/1.1 204 No\r\n${TWO}`],
  ['304 with a length', 'HTTP/1.1 304 No\r\nContent-Length: 2\r\n\r\n'],
  ['more than its length', `${OK}${TWO}x`],
  ['more than its length before closing', `${OK}Connection: close\r\n${TWO}x`],
  ['an interim answer with a length', `HTTP/1.1 100 C\r\nContent-Length: 5\r\n\r\n${OK}${TWO}`],
  ['an upgrade that is none', `${OK}Upgrade: h2c\r\nConnection: upgrade\r\n${TWO}`],
  ['no headers', `${OK}\r\nhi`],
  ['HTTP/1.0', `HTTP/1.0 200 OK\r\n\r\nhi`],
  ['a head of just under 16 KiB', `${OK}A: ${'a'.repeat(16 * 1024 - 60)}\r\n${TWO}`],
  ['a head of more than 16 KiB', `${OK}A: ${'a'.repeat(16 * 1024)}\r\n${TWO}`],
  ['an end within', `${OK}Content-Length: 3\r\n\r\n{}`],
]

type Read = { status: number; body: string } | 'refused'

function read(bytes: Buffer, pieceLength: number): Read {
  let status = 0
  let body = ''
  const onHead = (head: { status: number }) => {
    status = head.status
  }
  const onBody = (chunk: Buffer) => {
    body += chunk.toString('latin1')
    return true
  }
  const parser = new Http1Parser({ onHead, onBody }, 'POST')
  try {
    for (let at = 0; at < bytes.length; at += pieceLength) parser.feed(bytes.subarray(at, at + pieceLength))
  } catch {
    return 'refused'
  }
  return parser.finish() ? { status, body } : 'refused'
}

async function readByNode(bytes: Buffer): Promise<Read> {
  const { hostname, port } = new URL(await listenRaw(bytes))
  return new Promise((resolve) => {
    const request = http.request({ hostname, port, method: 'POST', agent: new http.Agent({ keepAlive: true }) })
    request.on('error', () => resolve('refused'))
    request.on('response', (response) => {
      let body = ''
      response.on('data', (chunk: Buffer) => {
        body += chunk.toString('latin1')
      })
      response.on('error', () => resolve('refused'))
      response.on('end', () => resolve(response.complete ? { status: response.statusCode ?? 0, body } : 'refused'))
    })
    request.end('{}')
  })
}

describe('what our reader of HTTP/1.1 makes of an answer is what Node makes of it', () => {
  it.each(ANSWERS)('%s', async (_what, text) => {
    const bytes = Buffer.from(text, 'latin1')
    const expected = await readByNode(bytes)
    for (const pieceLength of [bytes.length, 1, 2, 7]) {
      expect({ pieceLength, read: read(bytes, pieceLength) }).toEqual({ pieceLength, read: expected })
    }
  })
})
