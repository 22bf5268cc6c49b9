import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export type MoodyBot = {
  url: string
  /** How often each event arrived with an answer of 2xx, by `webhookEventId`. */
  processed: Map<string, number>
  /** Of the requests that were answered 2xx, those whose event says `isRedelivery`. */
  redelivered: number
  /** What it answers from now on, and how long it takes. */
  answerWith(status: number, delayMs?: number): void
  /** Listens no more: connections are refused. */
  goDown(): Promise<void>
  comeUp(): Promise<void>
}

/** A bot on loopback that can go down and come up again on the same port. It is up. */
export async function startMoodyBot(): Promise<MoodyBot> {
  let answer = { status: 200, delayMs: 0 }
  let server: Server | null = null
  let port = 0
  const listen = async () => {
    const fresh = createServer(async (request, response) => {
      const { status, delayMs } = answer
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      await sleep(delayMs)
      if (status < 300) note(JSON.parse(Buffer.concat(chunks).toString('utf8')))
      response.writeHead(status)
      response.end()
    })
    await new Promise<void>((resolve) => fresh.listen(port, '127.0.0.1', resolve))
    port = (fresh.address() as AddressInfo).port
    server = fresh
  }
  const note = (body: { events: { webhookEventId: string; deliveryContext: { isRedelivery: boolean } }[] }) => {
    for (const { webhookEventId, deliveryContext } of body.events) {
      bot.processed.set(webhookEventId, (bot.processed.get(webhookEventId) ?? 0) + 1)
      if (deliveryContext.isRedelivery) bot.redelivered += 1
    }
  }
  await listen()
  const bot: MoodyBot = {
    url: `http://127.0.0.1:${port}/webhook`,
    processed: new Map(),
    redelivered: 0,
    answerWith(status, delayMs = 0) {
      answer = { status, delayMs }
    },
    goDown: () =>
      new Promise((resolve) => {
        if (server === null) return resolve()
        server.close(() => resolve())
        server.closeAllConnections()
        server = null
      }),
    comeUp: listen,
  }
  return bot
}
