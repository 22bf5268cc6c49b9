import type { Answer } from '../envelope.ts'

const NDJSON = 'application/x-ndjson'

/** Whether the caller asks for one line of JSON at a time. */
export function wantsLines(accept: string | null): boolean {
  return (accept ?? '').split(',').some((type) => type.split(';', 1)[0]?.trim().toLowerCase() === NDJSON)
}

/**
 * Answers while the work goes on: a line for whatever it tells, at last the body of its answer, or of the refusal when
 * it fails after the first line. The work goes on to its end also when nobody listens any more.
 * @throws what the work throws before it has told anything: nothing has been answered then.
 */
export function answerInLines(
  work: (tell: (line: object) => void) => Promise<Answer>,
  refuse: (error: unknown) => Answer,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    let stream: ReadableStreamDefaultController<Uint8Array> | null = null
    const encoder = new TextEncoder()
    const begin = () => {
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          stream = controller
        },
        cancel() {
          stream = null
        },
      })
      // A proxy that gathers or compresses would hold the lines back.
      const headers = { 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' }
      resolve(new Response(body, { headers: { 'content-type': `${NDJSON}; charset=utf-8`, ...headers } }))
    }
    let begun = false
    const write = (line: string) => {
      if (!begun) begin()
      begun = true
      stream?.enqueue(encoder.encode(`${line}\n`))
    }
    const end = ({ body }: Answer) => {
      write(body)
      stream?.close()
    }
    work((line) => write(JSON.stringify(line))).then(end, (error: unknown) =>
      begun ? end(refuse(error)) : reject(error),
    )
  })
}
