import { expect, it, vi } from 'vitest'
import { checkStorage } from '@/lib/reports/check-storage.ts'
import { listAttempts } from '@/lib/reports/list-attempts.ts'
import { accept, deliveriesOf, makeQueueWorld, startWorker } from './support/queue.ts'
import { listenHttp } from './support/servers.ts'

const soon = { timeout: 10_000, interval: 20 }

it('delivers what was accepted, once each, and records it', async () => {
  const world = await makeQueueWorld()
  const got: string[] = []
  const { url } = await listenHttp((request, response) => {
    got.push(String(request.headers['x-line-signature']))
    request.resume().on('end', () => response.end('ok'))
  })
  // The bot answers in this very process, which SQLite keeps busy: on a crowded machine that takes more than 2 s.
  const channel = await world.channel({ webhookUrl: url, timeoutMs: 20_000 })
  for (let index = 0; index < 20; index += 1) await accept(world, channel)
  const worker = startWorker(world)
  for (let index = 0; index < 80; index += 1) await accept(world, channel).then(worker.wake)
  await vi.waitFor(async () => {
    expect((await deliveriesOf(world, channel)).filter(({ state }) => state === 'delivered')).toHaveLength(100)
  }, soon)
  expect(got).toHaveLength(100)
  expect(worker.faults).toEqual([])
  const { attempts } = await listAttempts(world.ctx, [channel], { limit: 200 })
  expect(attempts.map(({ purpose, counted }) => [purpose, counted])).toEqual(Array(100).fill(['delivery', true]))
  expect(await checkStorage(world.ctx)).toMatchObject({ clean: true, channels: [{ ledger: { delivered: 100 } }] })
})
