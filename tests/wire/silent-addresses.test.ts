import net from 'node:net'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { PracticeBot } from '@/lib/practice-bot/start-practice-bot.ts'
import { connectTcp } from '@/lib/sender/tcp-connect.ts'
import { bundleAndStartPracticeBot } from './support/practice-bot.ts'

let bot: PracticeBot
/** On 127.0.0.1 no connection to this port is ever completed; on other addresses of loopback it is free. */
let port: number

beforeAll(async () => {
  bot = await bundleAndStartPracticeBot()
  port = Number(new URL(bot.urls['never-accepted'] ?? '').port)
})
afterAll(() => bot?.stop())

const timed = async (addresses: string[], limitMs: number) => {
  const startMs = performance.now()
  const result = await connectTcp(addresses, port, limitMs).catch((error: unknown) => error)
  if (result instanceof net.Socket) result.destroy()
  const address = result instanceof net.Socket ? 'connected' : result
  return { result: address, tookMs: performance.now() - startMs }
}

describe('an address that stays silent', () => {
  it('ends in a time-out after the whole limit', async () => {
    const { result, tookMs } = await timed(['127.0.0.1'], 400)
    expect(result).toMatchObject({ code: 'ETIMEDOUT', phase: 'tcp' })
    expect(tookMs).toBeGreaterThanOrEqual(400)
    expect(tookMs).toBeLessThan(650)
  })

  it('beside one that refuses is no false time-out: it gets its whole limit too', async () => {
    for (const addresses of [
      ['127.0.0.1', '127.0.0.2'],
      ['127.0.0.2', '127.0.0.1'],
    ]) {
      const { result, tookMs } = await timed(addresses, 600)
      expect(result).toMatchObject({ code: 'ETIMEDOUT', phase: 'tcp' })
      expect(tookMs).toBeGreaterThanOrEqual(600)
    }
  })

  it('beside one that answers costs a quarter of a second at most', async () => {
    const server = net.createServer((socket) => socket.end())
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.2', resolve))
    onTestFinished(() => void server.close())
    const silentFirst = await timed(['127.0.0.1', '127.0.0.2'], 3_000)
    expect(silentFirst.result).toBe('connected')
    expect(silentFirst.tookMs).toBeLessThan(600)
    const silentLast = await timed(['127.0.0.2', '127.0.0.1'], 3_000)
    expect(silentLast.result).toBe('connected')
    expect(silentLast.tookMs).toBeLessThan(200)
  })
})
