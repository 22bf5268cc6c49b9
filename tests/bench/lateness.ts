import { setTimeout as sleep } from 'node:timers/promises'
import type { WebhookSender } from '@/lib/delivery/webhook-sender.ts'
import { startPracticeBot } from '@/lib/practice-bot/start-practice-bot.ts'
import { makeLocalSender } from '@/lib/sender/local-sender.ts'
import { partsOf, type SenderProfile } from '@/lib/sender/sender-profile.ts'
import { makeSenderThread } from '@/lib/sender/sender-thread.ts'
import { keepBusy, lateBy } from '../support/busy.ts'

const LIMIT_MS = 2_000
const ROUNDS = 3
const IN_FLIGHT = [4, 50]
const BOTS = ['silent', 'h2-silent']

type Sender = Pick<WebhookSender, 'send' | 'close'>

/** Silent bots in a process of their own, asked from the main thread and from the sender's own. */
export async function benchLateness(botFile: string, threadFile: string): Promise<Record<string, string | number>[]> {
  const bot = await startPracticeBot(botFile)
  const profile: SenderProfile = {
    extraCa: [bot.caPem],
    dnsServers: [bot.dnsServer],
    allowCidrs: [],
    allowEndpoints: bot.endpoints,
    own: { host: '127.0.0.1', port: 1 },
    allowHttp: false,
  }
  const ways: [string, Sender][] = [
    ['in the main thread', makeLocalSender(partsOf(profile))],
    ['in its own thread', makeSenderThread(threadFile, profile)],
  ]
  const rows: Record<string, string | number>[] = []
  for (const id of BOTS) {
    for (const inFlight of IN_FLIGHT) {
      for (const [way, sender] of ways) {
        const late = await measure(sender, bot.urls[id] ?? '', inFlight)
        const at = (share: number) => (late[Math.ceil(share * late.length) - 1] ?? Number.NaN).toFixed(1)
        rows.push({ bot: id, 'in flight': inFlight, sent: way, p50: at(0.5), p95: at(0.95), max: at(1) })
      }
    }
  }
  for (const [, sender] of ways) await sender.close()
  await bot.stop()
  return rows
}

/** @returns sorted; the beginnings are spread over the limit, so that the ends are too */
async function measure(sender: Sender, url: string, inFlight: number): Promise<number[]> {
  const stop = keepBusy()
  const late: number[] = []
  const one = async (nth: number) => {
    await sleep((nth * LIMIT_MS) / inFlight)
    for (let round = 0; round < ROUNDS; round += 1) {
      late.push(lateBy(await sender.send({ url, headers: {}, body: Buffer.from('{}'), timeoutMs: LIMIT_MS }), LIMIT_MS))
    }
  }
  await Promise.all(Array.from({ length: inFlight }, (_, nth) => one(nth)))
  stop()
  return late.sort((a, b) => a - b)
}
