import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Received = { headers: IncomingHttpHeaders; body: Buffer }

export type Bot = {
  url: string
  received: Received[]
  /** What it answers from now on. */
  answerWith(status: number, body?: string, headers?: Record<string, string>): void
  /** How many connections are open to it. */
  connections(): Promise<number>
  close(): Promise<void>
}

/** A bot server on loopback that keeps what it gets. */
export async function startBot(): Promise<Bot> {
  let answer = { status: 200, body: 'ok', headers: {} as Record<string, string> }
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    received.push({ headers: request.headers, body: Buffer.concat(chunks) })
    response.writeHead(answer.status, answer.headers)
    response.end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/webhook`,
    received,
    answerWith(status, body = '', headers = {}) {
      answer = { status, body, headers }
    },
    connections: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => (error ? reject(error) : resolve(count)))
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
