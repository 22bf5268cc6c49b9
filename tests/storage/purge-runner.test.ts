import { expect, it } from 'vitest'
import { deleteChannel } from '@/lib/commands/delete-channel.ts'
import { makePurge } from '@/lib/runtime/make-purge.ts'
import { sqlite } from './sqlite-engine.ts'
import { attempt, makeWorld, SYSTEM } from './world.ts'

const noFault = (error: unknown) => expect.unreachable(String(error))

async function makeDeleted() {
  const world = await makeWorld(sqlite)
  const channel = await world.channel()
  await world.record(channel, ...Array.from({ length: 600 }, () => attempt(world.nowMs, '503')))
  await deleteChannel(world.ctx, SYSTEM, channel.id)
  const left = async () => Number((await world.database.look('SELECT count(*) AS n FROM attempts'))[0]?.n)
  return { world, left }
}

it('a purge that is closed ends between two steps, and the next process takes up the rest', async () => {
  const { world, left } = await makeDeleted()
  const first = makePurge(world.ctx, noFault)
  first.start()
  await first.close()
  expect(await left()).toBeGreaterThan(0)
  first.start()
  await first.close()
  expect(await left()).toBeGreaterThan(0)

  await world.restart()
  const second = makePurge(world.ctx, noFault)
  second.start()
  await expect.poll(left).toBe(0)
  await second.close()
})

it('a channel that is deleted while a purge runs goes in the next one', async () => {
  const { world, left } = await makeDeleted()
  const purge = makePurge(world.ctx, noFault)
  purge.start()
  const channel = await world.channel()
  await world.record(channel, attempt(world.nowMs))
  await deleteChannel(world.ctx, SYSTEM, channel.id)
  purge.start()
  await expect.poll(left).toBe(0)
  await expect.poll(() => world.ctx.storage.read.channel.count()).toBe(0)
  await purge.close()
})

it('a fault is told and does not end the purge for good', async () => {
  const { world, left } = await makeDeleted()
  const { ctx } = world
  const faults: unknown[] = []
  let broken = true
  const run: typeof ctx.storage.writer.run = (build) =>
    broken ? Promise.reject(new Error('disk full')) : ctx.storage.writer.run(build)
  const failing = { ...ctx, storage: { ...ctx.storage, writer: { ...ctx.storage.writer, run } } }
  const purge = makePurge(failing, (error) => faults.push(error))
  purge.start()
  await expect.poll(() => faults).toEqual([new Error('disk full')])
  broken = false
  purge.start()
  await expect.poll(left).toBe(0)
  await purge.close()
})
