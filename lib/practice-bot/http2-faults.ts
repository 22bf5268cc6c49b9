import type { Line } from './answers.ts'
import { data, ERROR, FLAG, frame, goaway, head, reset, settings, TYPE } from './http2-frames.ts'
import { readHttp2Requests } from './http2-requests.ts'
import { drip, later } from './slowly.ts'

const LARGEST_STREAM_ID = 0x7fffffff
const { endStream } = FLAG

/** What is said instead of SETTINGS, by practice case. */
const OPENINGS: Record<string, (line: Line) => void> = {
  'h2-no-settings': () => {},
  'h2-closed-before-settings': ({ secured }) => secured.end(),
  'h2-http1-text': ({ secured }) => secured.write('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'),
  'h2-zero-streams': ({ secured }) => secured.write(settings(0)),
  'h2-goaway-at-once': ({ secured }) => secured.write(Buffer.concat([settings(), goaway(0)])),
}

/** What is done when the head of a request has come, by practice case. */
const EARLY: Record<string, (line: Line, streamId: number) => void> = {
  'h2-early-413': ({ secured }, id) =>
    secured.write(Buffer.concat([head(id, '413', endStream), reset(id, ERROR.none)])),
  'h2-lost-while-sending': ({ secured, bare }) => later(secured, 50, () => bare.resetAndDestroy()),
}

/** What is done when the whole request has come, by practice case. */
const ANSWERS: Record<string, (line: Line, streamId: number) => void> = {
  'h2-interim': ({ secured }, id) => {
    secured.write(Buffer.concat([head(id, '100'), head(id, '103')]))
    later(secured, 50, () => secured.write(head(id, '200', endStream)))
  },
  'h2-goaway-graceful': ({ secured }, id) => {
    secured.write(Buffer.concat([goaway(LARGEST_STREAM_ID), goaway(id)]))
    later(secured, 50, () => secured.write(head(id, '200', endStream)))
  },
  'h2-reset-after-answer': ({ secured }, id) =>
    secured.write(Buffer.concat([head(id, '200', endStream), reset(id, ERROR.none)])),

  'h2-goaway': ({ secured }, id) => secured.write(goaway(Math.max(0, id - 2))),
  'h2-goaway-closed': ({ secured }, id) => secured.end(goaway(Math.max(0, id - 2), ERROR.internal)),
  'h2-refused-stream': ({ secured }, id) => secured.write(reset(id, ERROR.refusedStream)),

  'h2-silent': () => {},
  'h2-endless-interim': ({ secured }, id) => drip(secured, '', head(id, '103')),
  'h2-stalled-headers': ({ secured }, id) => secured.write(frame(TYPE.headers, 0, id, Buffer.from([0x88]))),
  'h2-stalled-body': ({ secured }, id) => secured.write(Buffer.concat([head(id, '200'), data(id, '{')])),
  'h2-dripping-body': ({ secured }, id) => drip(secured, head(id, '200'), data(id, '.')),

  'h2-reset-stream': ({ secured }, id) => secured.write(reset(id, ERROR.internal)),
  'h2-cancelled-after-200': ({ secured }, id) =>
    secured.write(Buffer.concat([head(id, '200'), reset(id, ERROR.cancel)])),
  'h2-no-error-after-200': ({ secured }, id) => secured.write(Buffer.concat([head(id, '200'), reset(id, ERROR.none)])),

  'h2-closed-after-request': ({ secured }) => secured.end(),
  'h2-reset-after-request': ({ bare }) => bare.resetAndDestroy(),
  'h2-goaway-then-closed': ({ secured }, id) => secured.end(goaway(id)),
  'h2-half-body': ({ secured }, id) => secured.end(Buffer.concat([head(id, '200'), data(id, '{"half":')])),
  'h2-broken-protocol': ({ secured }) => secured.write(data(0, 'no stream has this number')),
  'h2-broken-compression': ({ secured }, id) =>
    secured.write(frame(TYPE.headers, FLAG.endHeaders, id, Buffer.alloc(6, 0xff))),
  'h2-status-099': ({ secured }, id) => secured.write(head(id, '099', endStream)),
}

/** Speaks HTTP/2 by hand when the case is one that no server library can play; false when it is none. */
export function misbehaveOverHttp2(line: Line, caseId: string): boolean {
  const open = OPENINGS[caseId]
  const early = EARLY[caseId]
  const answer = ANSWERS[caseId]
  if (!open && !early && !answer) return false
  if (open) open(line)
  else line.secured.write(settings())
  readHttp2Requests(line.secured, {
    onHead: (id) => early?.(line, id),
    onRequest: (id) => answer?.(line, id),
  })
  return true
}
