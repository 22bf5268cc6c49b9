import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { ulid } from 'ulid'
import { expect, it, onTestFinished } from 'vitest'
import { acceptDelivery } from '@/lib/commands/accept-delivery.ts'
import { createChannel } from '@/lib/commands/create-channel.ts'
import { openStorage } from '@/lib/storage/open-storage.ts'
import { type LineBot, startLineBot } from '../support/line-bot.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { tempFolder } from '../support/temp-folder.ts'

const DELIVERIES = 10_000
const KILLS = 50
const SYSTEM = { kind: 'system' } as const
const CHANNEL_SECRET = 'crash-test-secret'
/** The bot takes so long, and the kill comes so long after the first request of each life. */
const ANSWER_MS = { least: 2, most: 25 }
const LIFE_MS = { least: 10, most: 120 }

const env = { TODOKU_ROLE: 'worker', WEBHOOK_ALLOW_HTTP: '1', WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8' }
const between = ({ least, most }: { least: number; most: number }) => least + Math.random() * (most - least)

/** A bot that answers after a while, and how many requests it has not answered. */
async function startSlowBot() {
  const bot = await startLineBot({ channelSecret: CHANNEL_SECRET })
  onTestFinished(() => bot.close())
  let open = 0
  bot.answerWith(async (_webhook, response) => {
    open += 1
    await sleep(between(ANSWER_MS))
    open -= 1
    response.writeHead(200).end()
  })
  return { bot, open: () => open }
}

/** Accepts them all while nobody sends. @returns the ids of their events */
async function acceptAll(dataDir: string, webhookUrl: string): Promise<string[]> {
  const secretKey = Buffer.from(readFileSync(join(dataDir, 'secret-key'), 'utf8'), 'base64')
  const storage = await openStorage({ databaseFile: join(dataDir, 'todoku.db'), now: Date.now, secretKey })
  const ctx = { storage, now: Date.now }
  const wanted = { name: 'crash', kind: 'line', useWebhook: true, errorStatistics: true } as const
  const { channel } = await createChannel(ctx, SYSTEM, { ...wanted, webhookUrl, channelSecret: CHANNEL_SECRET })
  const eventIds = Array.from({ length: DELIVERIES }, () => ulid())
  await Promise.all(
    eventIds.map((webhookEventId) => {
      const event = { type: 'message', webhookEventId, deliveryContext: { isRedelivery: false } }
      const body = Buffer.from(JSON.stringify({ destination: channel.destination, events: [event] }))
      return acceptDelivery(ctx, SYSTEM, channel, { body, source: 'api', events: 1, eventIds: [webhookEventId] })
    }),
  )
  await storage.close()
  return eventIds
}

function look(dataDir: string) {
  const database = new Database(join(dataDir, 'todoku.db'), { readonly: true })
  try {
    const attempts = database.prepare('SELECT count(*) FROM attempts').pluck().get()
    const states = database.prepare('SELECT state, count(*), sum(attempts) FROM deliveries GROUP BY state').raw().all()
    return { attempts: Number(attempts), states }
  } finally {
    database.close()
  }
}

/** What the bot got until now, be it cut off. */
const received = ({ accepted, cutOff }: LineBot) => accepted.length + cutOff()

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(1)
}

it(`${DELIVERIES} deliveries, kill -9 ${KILLS} times: each event arrives, what is sent twice was in flight`, async () => {
  const dataDir = tempFolder()
  const { bot, open } = await startSlowBot()
  const server: TestServer = await startServer({ env, dataDir })
  onTestFinished(async () => void (await server.stop()))
  await server.kill9()
  const eventIds = await acceptAll(dataDir, bot.url)

  const openAtKill: number[] = []
  const unrecorded: number[] = []
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const before = received(bot)
    await server.restart()
    await until(() => received(bot) > before)
    await sleep(between(LIFE_MS))
    await until(() => open() > 0)
    openAtKill.push(open())
    await server.kill9()
    // What was in the pipes arrives all the same.
    await until(() => open() === 0)
    await sleep(20)
    const lost = unrecorded.reduce((sum, each) => sum + each, 0)
    unrecorded.push(received(bot) - look(dataDir).attempts - lost)
  }
  await server.restart()
  await until(() => look(dataDir).states.length === 1)

  const sends = received(bot)
  const { attempts, states } = look(dataDir)
  const inFlight = unrecorded.reduce((sum, each) => sum + each, 0)
  console.log(
    `kill -9: ${KILLS} times; requests that the bot had not answered: ${openAtKill.join(' ')}; ` +
      `in flight (sent, not recorded): ${unrecorded.join(' ')} (${inFlight}); ` +
      `${DELIVERIES} deliveries, ${sends} requests, ${sends - DELIVERIES} of them again, ${attempts} attempts recorded`,
  )
  expect(bot.rejected).toEqual([])
  expect(openAtKill.every((requests) => requests > 0)).toBe(true)
  expect(unrecorded.every((requests) => requests > 0)).toBe(true)
  const arrived = new Set(bot.accepted.flatMap(({ events }) => events.map((event) => event.webhookEventId)))
  expect(arrived).toEqual(new Set(eventIds))
  expect(sends - DELIVERIES).toBeLessThanOrEqual(inFlight)
  // Each attempt that could be recorded was, once.
  expect(attempts).toBe(sends - inFlight)
  expect(states).toEqual([['delivered', DELIVERIES, attempts]])
  const check = await server.todoku(['check'])
  expect(check).toMatchObject({ code: 0 })
  expect(check.stdout).toContain(
    `deliveries ${DELIVERIES} = delivered ${DELIVERIES} + pending 0 + failed 0 + skipped 0`,
  )
})
