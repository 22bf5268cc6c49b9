import { CHANNEL_SECRET } from '../e2e/line-channel.ts'
import { sendEveryBrazeRow } from '../support/braze-rows.ts'
import { startLineBot } from '../support/line-bot.ts'
import { startTrustedPracticeBot } from '../support/trusted-practice-bot.ts'
import { seedAttempts } from './seed-attempts.ts'
import { seedBroken, takeAway } from './seed-broken.ts'
import { seedCrowd } from './seed-crowd.ts'
import { seedDeliveries } from './seed-deliveries.ts'
import { startPractice } from './seed-practice.ts'
import { handOver, type Known, openPlace } from './stage.ts'
import type { Place } from './state.ts'

/** Starts the servers of the gallery with what they show. @returns what ends them, which Playwright calls at the end */
export default () => openStage()

/** @param env more environment of every server */
export async function openStage(env: Record<string, string> = {}): Promise<() => Promise<void>> {
  const started = Date.now()
  const ends: (() => unknown)[] = []
  const open = async (options: Parameters<typeof openPlace>[0] = {}) => {
    const place = await openPlace({ ...options, env: { ...env, ...options.env } })
    ends.push(() => place.server.stop())
    return place
  }
  const full = await openFull(ends, open)
  const practised = await startPractice(full.server, full.known.key)
  const [door, fresh, crowd, broken, down] = [
    await open({ administrator: false, withKey: false }),
    await open({ withKey: false }),
    await open(),
    await open(),
    await open(),
  ]
  door.known.ids.setUp = door.server.setUpUrl ?? ''
  takeAway(down.server, ['sessions'])
  full.known.ids = await full.seed()
  crowd.known.ids = await seedCrowd(crowd.server, crowd.known.key)
  broken.known.ids = await seedBroken(broken.server, broken.known.key)
  Object.assign(full.known.ids, await practised())
  const known: Record<Place, Known> = {
    full: full.known,
    fresh: fresh.known,
    door: door.known,
    crowd: crowd.known,
    broken: broken.known,
    down: down.known,
  }
  handOver(known)
  console.log(`Six servers and their data: ${((Date.now() - started) / 1_000).toFixed(0)} s`)
  return async () => {
    for (const end of ends.reverse()) await end()
  }
}

/** The server of everything reaches a bot made with LINE's SDK, and Braze as the practice bot plays it. */
async function openFull(
  ends: (() => unknown)[],
  open: (options: Parameters<typeof openPlace>[0]) => ReturnType<typeof openPlace>,
) {
  const braze = await startTrustedPracticeBot()
  const bot = await startLineBot({ channelSecret: CHANNEL_SECRET })
  ends.push(
    () => braze.stop(),
    () => bot.close(),
  )
  const { server, known } = await open({ env: braze.env })
  const { key } = known
  const seed = async () => {
    const sent = await sendEveryBrazeRow(server.baseUrl, key, braze.braze.restEndpoint)
    const failed = sent.rows.find(({ detail }) => detail === '400 No Recipients')
    return {
      ...(await seedAttempts(server, key)),
      ...(await seedDeliveries({ server, key, bot, stop: async () => {} })),
      braze: sent.channelId,
      accepted: sent.acceptedId,
      brazeAttempt: failed?.attemptId ?? '',
      brazeDelivery: failed?.deliveryId ?? '',
    }
  }
  return { server, known, seed }
}
