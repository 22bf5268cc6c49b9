import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { acceptDelivery, type DeliveryToAccept } from '@/lib/commands/accept-delivery.ts'
import { makeWorker, type WorkerOptions } from '@/lib/delivery/worker.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { sqlite } from '../../storage/sqlite-engine.ts'
import { makeWorld, SYSTEM, type World } from '../../storage/world.ts'
import { bundleSenderThread } from './sender-thread.ts'

let bundled: Awaited<ReturnType<typeof bundleSenderThread>>
beforeAll(async () => {
  bundled = await bundleSenderThread()
})
afterAll(() => bundled?.remove())

/** A sender that may talk to this machine over plain HTTP. */
export function openSender() {
  const sender = bundled.make()
  onTestFinished(() => sender.close())
  return sender
}

/** A world whose clock is the real one, and goes on from wherever a test sets it. */
export async function makeQueueWorld(): Promise<World> {
  const world = await makeWorld(sqlite, Date.now())
  let aheadMs = 0
  Object.defineProperty(world, 'nowMs', {
    get: () => Date.now() + aheadMs,
    set(atMs: number) {
      aheadMs = atMs - Date.now()
    },
  })
  return world
}

/** A running worker of this world, closed before its database is. */
export function startWorker(world: World, more: Partial<WorkerOptions> = {}) {
  const faults: unknown[] = []
  const sender = openSender()
  const worker = makeWorker({
    ...world.ctx,
    wayOf: () => ({ sender, urlNow: (url) => url }),
    log: (error) => faults.push(error),
    ...more,
  })
  onTestFinished(() => worker.close())
  worker.start()
  return { ...worker, faults }
}

export async function accept(world: World, channel: ChannelView, more: Partial<DeliveryToAccept> = {}) {
  return acceptDelivery(world.ctx, SYSTEM, channel, { body: lineBody(), source: 'api', ...more })
}

export function lineBody(text = 'hello', webhookEventId = '01H810YECXQQZ37VAXPF6H9E6T'): Buffer {
  const deliveryContext = { isRedelivery: false }
  const event = { type: 'message', timestamp: 1, webhookEventId, deliveryContext, message: { type: 'text', text } }
  return Buffer.from(JSON.stringify({ destination: `U${'0'.repeat(32)}`, events: [event] }))
}

/** The channel's deliveries as they lie in the database, oldest first. */
export async function deliveriesOf(world: World, channel: ChannelView) {
  const rows = await world.database.look(`SELECT * FROM deliveries WHERE "channelNo" = ${channel.no} ORDER BY no`)
  return rows as {
    id: string
    state: string
    reason: string | null
    attempts: number
    fence: number
    leaseUntilMs: number | null
    nextAttemptAtMs: number | null
    createdAtMs: number
  }[]
}
