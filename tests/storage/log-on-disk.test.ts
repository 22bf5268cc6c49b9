import { rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Batches } from '@/lib/storage/batch-connection.ts'
import type { PrismaClient } from '@/lib/storage/generated/client.ts'
import { LogOnDisk } from '@/lib/storage/log-on-disk.ts'
import { openBatches } from '@/lib/storage/open-client.ts'
import { makeWriter } from '@/lib/storage/writer.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { sqlite } from './sqlite-engine.ts'
import { attempt, makeWorld } from './world.ts'

/** One more connection for batches to the database of a client. */
async function batchesBeside(db: PrismaClient): Promise<Batches> {
  const [main] = await db.$queryRaw<{ file: string }[]>`SELECT file FROM pragma_database_list WHERE name = 'main'`
  const batches = await openBatches(main?.file ?? '')
  onTestFinished(() => batches.close())
  return batches
}

describe('what waits for the disk', () => {
  it('is answered when the log is there, and not when it was only committed', async () => {
    const world = await makeWorld(sqlite)
    const channel = await world.channel()
    const asked: (() => void)[] = []
    const sync = () => new Promise<void>((resolve) => asked.push(resolve))
    const log = { sync, requireWell: () => {}, close: async () => {} } as LogOnDisk
    const { read, writer } = world.ctx.storage
    const db = await writer.exclusive(async (within) => within.db)
    const held = makeWriter({ db, batches: await batchesBeside(db), log }, world.ctx.now)
    let isAnswered = false
    const row = { ...attempt(world.nowMs), channelNo: channel.no, deliveryNo: null, delivery: null, requestBody: null }
    const recorded = held.record([row]).then((results) => {
      isAnswered = true
      return results
    })
    await expect.poll(() => asked.length).toBe(1)
    expect(await read.attempt.count()).toBe(1)
    expect(isAnswered).toBe(false)
    asked[0]?.()
    expect(await recorded).toEqual(['recorded'])
  })

  it('shares a flush with all that ask while another one runs', async () => {
    const database = join(tempFolder(), 'todoku.db')
    writeFileSync(`${database}-wal`, 'log')
    const log = new LogOnDisk(database)
    const [first, second, third] = [log.sync(), log.sync(), log.sync()]
    expect(second).toBe(third)
    expect(second).not.toBe(first)
    await Promise.all([first, second, third])
    await log.sync()
    await log.close()
  })

  it('is tried again when the log could not be opened', async () => {
    const database = join(tempFolder(), 'todoku.db')
    const log = new LogOnDisk(database)
    await expect(log.sync()).rejects.toThrow(/ENOENT/)
    writeFileSync(`${database}-wal`, 'log')
    await log.sync()
    await log.close()
  })

  it('is refused once and for all when the disk refuses, with everything that would be written', async () => {
    const world = await makeWorld(sqlite)
    const channel = await world.channel()
    const { log, heal } = refusing()
    const db = await world.ctx.storage.writer.exclusive(async (within) => within.db)
    const writer = makeWriter({ db, batches: await batchesBeside(db), log }, world.ctx.now)
    const row = { ...attempt(world.nowMs), channelNo: channel.no, deliveryNo: null, delivery: null, requestBody: null }
    await expect(writer.record([row])).rejects.toThrow(/disk refused/)
    heal()
    await expect(writer.record([row])).rejects.toThrow(/disk refused/)
    await expect(writer.run((client) => [client.$executeRaw`DELETE FROM attempts`])).rejects.toThrow(/disk refused/)
    await expect(writer.claim((client) => client.$executeRaw`DELETE FROM attempts`)).rejects.toThrow(/disk refused/)
    await expect(writer.exclusive(async () => {})).rejects.toThrow(/disk refused/)
    expect(await world.ctx.storage.read.attempt.count()).toBe(1)
    await log.close()
  })
})

/** A log that cannot be flushed (no device file can), until it is another file. */
function refusing() {
  const database = join(tempFolder(), 'todoku.db')
  symlinkSync('/dev/null', `${database}-wal`)
  const heal = () => {
    rmSync(`${database}-wal`)
    writeFileSync(`${database}-wal`, 'log')
  }
  return { log: new LogOnDisk(database), heal }
}
