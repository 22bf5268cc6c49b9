import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { JSONParseError, middleware, SignatureValidationFailed, type webhook } from '@line/bot-sdk'

/** A webhook that the SDK's middleware let through: the exact bytes, and what it parsed them to. */
export type AcceptedWebhook = {
  receivedAtMs: number
  /** Path and query, as they were asked for. */
  path: string
  headers: IncomingHttpHeaders
  body: Buffer
  destination: string
  events: webhook.Event[]
}

/** A request that it refused: 401 for a wrong or missing signature, 400 for what is signed and no JSON. */
export type RejectedWebhook = { status: 400 | 401; reason: string; headers: IncomingHttpHeaders; body: Buffer }

export type LineBot = {
  url: string
  /** In the order of their arrival; a test may empty it (`length = 0`). */
  accepted: AcceptedWebhook[]
  rejected: RejectedWebhook[]
  /** Requests that ended before their body was complete, as those of a sender that was killed. */
  cutOff(): number
  /** How it answers what it accepts from now on; at first 200 at once. It has then been kept already. */
  answerWith(answer: (webhook: AcceptedWebhook, response: ServerResponse) => void | Promise<void>): void
  close(): Promise<void>
}

/**
 * A bot on loopback as a developer writes one with LINE's SDK: its `middleware({ channelSecret })` judges every request.
 *
 * ```ts
 * const bot = await startLineBot({ channelSecret })      // the channel's own secret
 * // webhookUrl: bot.url, with WEBHOOK_ALLOW_HTTP=1 and loopback among WEBHOOK_ALLOW_CIDRS (tests/api: OPEN_TO_TESTS)
 * bot.accepted.map(({ events }) => events)                // what arrived, with bytes and headers
 * expect(bot.rejected).toEqual([])                        // nothing that we sent was signed wrongly
 * bot.answerWith((_webhook, response) => void response.writeHead(503).end())
 * await bot.close()
 * ```
 * @param options.port 0, any free one, unless given
 */
export async function startLineBot(options: { channelSecret: string; port?: number }): Promise<LineBot> {
  const judge = middleware({ channelSecret: options.channelSecret })
  const accepted: AcceptedWebhook[] = []
  const rejected: RejectedWebhook[] = []
  let cutOff = 0
  let answer: Parameters<LineBot['answerWith']>[0] = (_webhook, response) => void response.writeHead(200).end()

  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const { headers } = request
    const body = await readAll(request).catch(() => null)
    if (body === null) {
      cutOff += 1
      return
    }
    // The middleware takes `rawBody` where a server has read it already; here the test wants the bytes too.
    const asked = Object.assign(request, { rawBody: body, body: undefined as webhook.CallbackRequest | undefined })
    await judge(asked, response, (error) => {
      if (error || !asked.body) {
        const status = error instanceof JSONParseError ? 400 : 401
        if (error && !(error instanceof JSONParseError || error instanceof SignatureValidationFailed)) throw error
        rejected.push({ status, reason: error?.message ?? 'no body', headers, body })
        response.writeHead(status).end(error?.message)
        return
      }
      const { destination, events } = asked.body
      const kept = { receivedAtMs: Date.now(), path: request.url ?? '', headers, body, destination, events }
      accepted.push(kept)
      void answer(kept, response)
    })
  }

  const server = createServer((request, response) => void receive(request, response))
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/webhook`,
    accepted,
    rejected,
    cutOff: () => cutOff,
    answerWith(next) {
      answer = next
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}
