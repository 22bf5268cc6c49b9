import type { Socket } from 'node:net'
import type { PracticeRequest } from './read-requests.ts'

/** The secured socket to answer on, and the bare one below it, for resets. */
export type Line = { secured: Socket; bare: Socket }

const OK = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}'
const SLOW_SUCCESS_MS = 1_500
const DRIP_MS = 100
const BIG_BODY_BYTES = 1024 * 1024

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
  silent: () => {},
  'slow-headers': ({ secured }) => drip(secured, 'HTTP/1.1 200 OK\r\n', 'X-Drip: 1\r\n'),
  'dripping-body': ({ secured }) => drip(secured, 'HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n', '.'),
  'closed-after-request': ({ secured }) => secured.end(),
  'reset-after-request': ({ bare }) => bare.resetAndDestroy(),
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

/** Hangs up while the request is still coming in; true when the case wants that. */
export function hangUpEarly({ secured, bare }: Line, { caseId }: PracticeRequest): boolean {
  if (caseId !== 'lost-while-sending') return false
  secured.pause()
  later(secured, 50, () => bare.resetAndDestroy())
  return true
}

function drip(socket: Socket, start: string, more: string): void {
  socket.write(start)
  const timer = setInterval(() => socket.write(more), DRIP_MS)
  socket.once('close', () => clearInterval(timer))
}

function later(socket: Socket, delayMs: number, act: () => void): void {
  const timer = setTimeout(act, delayMs)
  socket.once('close', () => clearTimeout(timer))
}
