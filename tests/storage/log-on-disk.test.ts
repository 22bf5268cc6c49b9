import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LogOnDisk } from '@/lib/storage/log-on-disk.ts'
import { makeWriter } from '@/lib/storage/writer.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { sqlite } from './sqlite-engine.ts'
import { attempt, makeWorld } from './world.ts'

describe('what waits for the disk', () => {
  it('is answered when the log is there, and not when it was only committed', async () => {
    const world = await makeWorld(sqlite)
    const channel = await world.channel()
    const asked: (() => void)[] = []
    const log = { sync: () => new Promise<void>((resolve) => asked.push(resolve)), close: async () => {} } as LogOnDisk
    const { read, writer } = world.ctx.storage
    const db = await writer.exclusive(async (within) => within.db)
    const held = makeWriter({ db, batches: db, log }, world.ctx.now)
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

  it('is refused once and for all when the disk refuses', async () => {
    const database = join(tempFolder(), 'todoku.db')
    const log = new LogOnDisk(database)
    await expect(log.sync()).rejects.toThrow(/ENOENT/)
    writeFileSync(`${database}-wal`, 'log')
    await expect(log.sync()).rejects.toThrow(/ENOENT/)
    rmSync(`${database}-wal`)
  })
})
