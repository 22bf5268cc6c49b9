import {
  changeChannel,
  type Delivering,
  deliveryOf,
  makeLineChannel,
  sendAsLine,
  suspend,
  untilQuiet,
} from '../e2e/line-channel.ts'
import { call } from '../e2e/simulated-night.ts'

/** A channel that delivered, failed, skipped and redelivered to a bot, and one that is suspended. */
export async function seedDeliveries(here: Delivering): Promise<Record<string, string>> {
  const { server, key, bot } = here
  const ask = (method: string, path: string, body?: unknown) => call(server, key, method, `/api/v1${path}`, body)
  const answer = (status: number, afterMs = 0) =>
    bot.answerWith(async (_webhook, response) => {
      await new Promise((resolve) => setTimeout(resolve, afterMs))
      response.writeHead(status, { 'content-type': 'application/json' }).end('{"message":"of the bot"}')
    })
  const line = await makeLineChannel(here, '予約の通知', { errorStatistics: true, concurrency: 4 })
  const fail = async (count: number) => {
    answer(503)
    const events = await sendAsLine(here, line, count)
    await untilQuiet(here, line)
    return Promise.all(events.map((event) => deliveryOf(here, line, event)))
  }
  const redeliver = async (deliveryIds: string[], state: string) => {
    const { run } = (await ask('POST', `/channels/${line}/redeliver`, { deliveryIds })) as { run: { id: string } }
    for (let tries = 0; tries < 200; tries += 1) {
      const now = (await ask('GET', `/redeliveries/${run.id}`)) as { run: { state: string } }
      if (now.run.state === state) return run.id
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error(`the run did not become ${state}`)
  }

  answer(200)
  const events = await sendAsLine(here, line, 70)
  await sendAsLine(here, line, 1, { ids: events.slice(0, 1) })
  await untilQuiet(here, line)
  const arrivedDelivery = await deliveryOf(here, line, events[0] ?? '')
  const verified = (await ask('POST', `/channels/${line}/verify`, {})) as { attempt: { id: string } }
  const again = await fail(3)
  answer(200)
  const runOver = await redeliver(again, 'finished')
  const failed = await fail(6)
  const runHalted = await redeliver(failed, 'halted')
  await changeChannel(here, line, { useWebhook: false })
  const [skipped = ''] = await sendAsLine(here, line, 2)
  await untilQuiet(here, line)
  const skippedDelivery = await deliveryOf(here, line, skipped)
  await changeChannel(here, line, { useWebhook: true, errorStatistics: true, concurrency: 1 })
  const many = await fail(60)
  answer(200, 200)
  const runPaused = await redeliver(many, 'running')
  await ask('POST', `/redeliveries/${runPaused}/pause`)
  await changeChannel(here, line, { redelivery: true, redeliveryFirstMs: 30_000, redeliveryWindowMs: 86_400_000 })
  answer(503)
  const [waiting = ''] = await sendAsLine(here, line, 3)
  await untilAttempted(here, await deliveryOf(here, line, waiting))

  const suspended = await makeLineChannel(here, '来店ポイント', { errorStatistics: true, redelivery: true })
  await sendAsLine(here, suspended, 8)
  await untilQuiet(here, suspended)
  suspend(here, suspended, Date.now() - 20 * 60_000)
  return {
    line,
    suspended,
    arrivedDelivery,
    failedDelivery: failed[0] ?? '',
    skippedDelivery,
    waitingDelivery: await deliveryOf(here, line, waiting),
    runOver,
    runHalted,
    runPaused,
    verified: verified.attempt.id,
  }
}

async function untilAttempted({ server, key }: Delivering, deliveryId: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const { attempts } = (await call(server, key, 'GET', `/api/v1/deliveries/${deliveryId}`)) as { attempts: unknown[] }
    if (attempts.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the delivery was not tried')
}
