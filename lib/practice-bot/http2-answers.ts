import http2, { type Http2Server, type ServerHttp2Stream } from 'node:http2'
import { Readable } from 'node:stream'

const SLOW_SUCCESS_MS = 1_500
const BIG_BODY = Buffer.alloc(1024 * 1024, 'a')

/** What the bot does over HTTP/2 once it has read a request, by practice case; all others answer 200. */
const ANSWERS: Record<string, (stream: ServerHttp2Stream, path: string) => void> = {
  'h2-no-content': (stream) => stream.respond({ ':status': 204 }, { endStream: true }),
  'h2-slow-success': (stream) => void setTimeout(ok, SLOW_SUCCESS_MS, stream),
  'h2-big-body': (stream) => {
    stream.respond({ ':status': 200 })
    stream.end(BIG_BODY)
  },
  'h2-endless-body': (stream) => {
    stream.respond({ ':status': 200 })
    const endless = new Readable({ read: () => endless.push(BIG_BODY) })
    stream.once('close', () => endless.destroy())
    endless.pipe(stream)
  },
  'h2-status': (stream, path) => {
    const status = Number(/^\/status\/([2-9]\d\d)\b/.exec(path)?.[1] ?? 404)
    stream.respond({ ':status': status }, { endStream: true })
  },
}

/** A server without a port of its own: it is given secured sockets by the event `connection`. */
export function createHttp2Bot(): Http2Server {
  const server = http2.createServer()
  server.on('sessionError', () => {})
  server.on('stream', (stream, headers) => {
    stream.on('error', () => stream.destroy())
    const caseId = String(headers[':authority'] ?? '').split('.')[0] ?? ''
    const answer = ANSWERS[caseId] ?? ok
    stream.on('end', () => answer(stream, headers[':path'] ?? '/'))
    stream.resume()
  })
  return server
}

function ok(stream: ServerHttp2Stream): void {
  if (stream.destroyed) return
  stream.respond({ ':status': 200, 'content-type': 'application/json' })
  stream.end('{}')
}
