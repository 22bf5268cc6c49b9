import type { Socket } from 'node:net'
import type { PracticeRequest } from './read-requests.ts'
import { drip, later } from './slowly.ts'

/** The secured socket to answer on, and the bare one below it, for resets. */
export type Line = { secured: Socket; bare: Socket }

const OK = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}'
const SLOW_SUCCESS_MS = 1_500
const BIG_BODY_BYTES = 1024 * 1024

/** Connections that have carried a request. */
const served = new WeakSet<Socket>()

/** What the bot does once it has read a request, by practice case; all others answer 200. */
const ANSWERS: Record<string, (line: Line, request: PracticeRequest) => void> = {
  'no-content': ({ secured }) => secured.write('HTTP/1.1 204 No Content\r\n\r\n'),
  'early-continue': ({ secured }) => {
    secured.write('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n')
    later(secured, 50, () => secured.write(OK))
  },
  'slow-success': ({ secured }) => later(secured, SLOW_SUCCESS_MS, () => secured.write(OK)),
  'big-body': ({ secured }) => {
    secured.write(`HTTP/1.1 200 OK\r\nContent-Length: ${BIG_BODY_BYTES}\r\n\r\n`)
    secured.write(Buffer.alloc(BIG_BODY_BYTES, 'a'))
  },
  'endless-body': ({ secured }) => {
    secured.write('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n')
    const more = () => {
      while (!secured.destroyed && secured.write(Buffer.alloc(BIG_BODY_BYTES, 'a')));
    }
    secured.on('drain', more)
    more()
  },
  // Answers once, and closes when it is asked again: a connection that was kept for too long.
  'stale-connection': ({ secured }) => {
    if (served.has(secured)) secured.destroy()
    else secured.write(OK)
    served.add(secured)
  },
  silent: () => {},
  'endless-interim': ({ secured }) => drip(secured, '', 'HTTP/1.1 103 Early Hints\r\n\r\n'),
  'stalled-headers': ({ secured }) => secured.write('HTTP/1.1 200 OK\r\nContent-'),
  'stalled-body': ({ secured }) => secured.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{'),
  'slow-headers': ({ secured }) => drip(secured, 'HTTP/1.1 200 OK\r\n', 'X-Drip: 1\r\n'),
  'dripping-body': ({ secured }) => drip(secured, 'HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n', '.'),
  'closed-after-request': ({ secured }) => secured.end(),
  'reset-after-request': ({ bare }) => bare.resetAndDestroy(),
  'closed-in-headers': ({ secured }) => secured.end('HTTP/1.1 200 OK\r\nContent-'),
  'reset-in-body': ({ secured, bare }) => {
    secured.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"half":')
    later(secured, 50, () => bare.resetAndDestroy())
  },
  'half-body': ({ secured }) => secured.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"half":'),
  garbage: ({ secured }) => secured.end('this is no HTTP\r\n\r\n'),
  'header-overflow': ({ secured }) => secured.write(`HTTP/1.1 200 OK\r\nX-Long: ${'a'.repeat(64 * 1024)}\r\n\r\n`),
  'status-099': ({ secured }) => secured.end('HTTP/1.1 099 Too Small\r\nContent-Length: 0\r\n\r\n'),
  status: ({ secured }, { path }) => {
    const status = /^\/status\/([1-9]\d\d)\b/.exec(path)?.[1] ?? '404'
    const body = /^1|204|304/.test(status) ? '' : `{"status":${status}}`
    secured.write(
      `HTTP/1.1 ${status} Practice\r\n${body === '' ? '' : `Content-Length: ${body.length}\r\n`}\r\n${body}`,
    )
  },
}

export function answer(line: Line, request: PracticeRequest): void {
  const behave = ANSWERS[request.caseId]
  if (behave) behave(line, request)
  else line.secured.write(OK)
}

/** What the bot does while the request is still coming in, by practice case. */
const EARLY: Record<string, (line: Line) => void> = {
  'early-413': ({ secured }) => {
    secured.write('HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
    secured.resume()
  },
  'closed-while-sending': ({ secured, bare }) => {
    secured.pause()
    later(secured, 50, () => bare.destroy())
  },
  'lost-while-sending': ({ secured, bare }) => {
    secured.pause()
    later(secured, 50, () => bare.resetAndDestroy())
  },
}

/** Acts before the body has come; true when the case wants that. */
export function answerEarly(line: Line, { caseId }: PracticeRequest): boolean {
  EARLY[caseId]?.(line)
  return caseId in EARLY
}
