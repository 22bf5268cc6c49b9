import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openStorage } from '@/lib/storage/open-storage.ts'
import { migrate } from '@/scripts/migrate.js'
import { tempFolder } from '../support/temp-folder.ts'
import { sqlite } from './sqlite-engine.ts'
import { attempt, makeWorld, type World } from './world.ts'

const options = { now: Date.now, secretKey: null }

/** Another process that writes, as far as SQLite can tell. */
async function holdLock(world: World, ms: number): Promise<Worker> {
  const [file] = await world.database.look("SELECT file FROM pragma_database_list WHERE name = 'main'")
  const holder = new Worker(
    `const { workerData, parentPort } = require('node:worker_threads')
     const database = new (require('better-sqlite3'))(workerData.file)
     database.exec('BEGIN IMMEDIATE')
     parentPort.postMessage('held')
     setTimeout(() => { database.exec('COMMIT'); database.close() }, workerData.ms)`,
    { eval: true, workerData: { file: file?.file, ms } },
  )
  await new Promise((resolve) => holder.once('message', resolve))
  return holder
}

describe('the connections to SQLite', () => {
  it('run in WAL with synchronous=FULL, but for batches, and the reader cannot write', async () => {
    const world = await makeWorld(sqlite)
    const { read, writer, auth } = world.ctx.storage
    const pragma = async (name: string) => {
      const ask = async (db: typeof read) =>
        Object.values((await db.$queryRawUnsafe<object[]>(`PRAGMA ${name}`))[0] ?? {})
      return [await ask(read), await writer.exclusive(({ db }) => ask(db)), await ask(auth)].flat().map(String)
    }
    expect(await pragma('journal_mode')).toEqual(['wal', 'wal', 'wal'])
    expect(await pragma('synchronous')).toEqual(['2', '2', '2'])
    expect(await pragma('foreign_keys')).toEqual(['1', '1', '1'])
    await expect(read.mark.create({ data: { channelNo: 1, atMs: 1n, kind: 'k', label: '' } })).rejects.toThrow(
      /readonly/,
    )
  })

  it('are refused on a database without tables', async () => {
    const databaseFile = join(tempFolder(), 'empty.db')
    new Database(databaseFile).close()
    await expect(openStorage({ databaseFile, ...options })).rejects.toMatchObject({ code: 'not_migrated' })
  })

  it('never make a database of their own accord', async () => {
    const databaseFile = join(tempFolder(), 'none.db')
    await expect(openStorage({ databaseFile, ...options })).rejects.toThrow()
  })

  it('write the WAL back when they close', async () => {
    const databaseFile = join(tempFolder(), 'todoku.db')
    migrate(databaseFile)
    const storage = await openStorage({ databaseFile, ...options })
    await storage.writer.run((db) => [db.mark.create({ data: { channelNo: 1, atMs: 1n, kind: 'k', label: '' } })])
    await storage.close()
    const alone = new Database(databaseFile, { readonly: true })
    expect(alone.prepare('SELECT count(*) FROM marks').pluck().get()).toBe(1)
    alone.close()
  })

  it('wait while another process writes', async () => {
    const world = await makeWorld(sqlite)
    const channel = await world.channel()
    const holder = await holdLock(world, 300)
    const began = performance.now()
    expect(await world.record(channel, attempt(world.nowMs))).toMatchObject({ accepted: 1 })
    expect(performance.now() - began).toBeGreaterThan(100)
    await holder.terminate()
  })

  it('give up when it writes for longer, without trying each row for as long again', async () => {
    const world = await makeWorld(sqlite)
    const channel = await world.channel()
    const holder = await holdLock(world, 8_000)
    const rows = [attempt(world.nowMs), attempt(world.nowMs), attempt(world.nowMs)]
    const began = performance.now()
    await expect(world.record(channel, ...rows)).rejects.toMatchObject({
      code: 'not_ready',
    })
    expect(performance.now() - began).toBeLessThan(7_500)
    await holder.terminate()
    expect(await world.record(channel, ...rows)).toMatchObject({ accepted: 3, duplicates: 0 })
  })

  it('read one attempt, a page of failures and a chart without reading a whole channel', async () => {
    const world = await makeWorld(sqlite)
    const plan = async (sql: string) =>
      (await world.database.look(`EXPLAIN QUERY PLAN ${sql}`)).map(({ detail }) => String(detail)).join('\n')
    const failures = await plan(`SELECT id FROM attempts INDEXED BY attempts_failed
      WHERE "channelNo" = 1 AND reason <> 0 AND "startedAtMs" < 5 ORDER BY "startedAtMs" DESC, id DESC LIMIT 5`)
    expect(failures).toMatch(/SEARCH attempts USING (COVERING )?INDEX attempts_failed/)
    expect(failures).not.toMatch(/TEMP B-TREE/)
    expect(await plan('SELECT 1 FROM attempts WHERE "channelNo" = 1 AND id = x\'00\'')).toMatch(
      /attempts_channelNo_id_key/,
    )
    // Judging again: a search for each changed row, not a walk over the channel for each.
    expect(
      await plan(`UPDATE attempts SET reason = 1 FROM jsonb_each('[]') AS change
        WHERE attempts."channelNo" = change.value ->> 5 AND attempts."startedAtMs" = change.value ->> 0
          AND attempts.id = unhex(change.value ->> 1)`),
    ).toMatch(/^SCAN change[^\n]*\nSEARCH attempts USING [^\n]*channelNo=\? AND (id|startedAtMs)=\?/)
    expect(
      await plan(`UPDATE buckets SET "firstAtMs" = 1 FROM jsonb_each('[]') AS taken
        WHERE buckets."channelNo" = taken.value ->> 7 AND buckets."sendNo" = 0 AND buckets.width = taken.value ->> 1
          AND buckets."startMs" = taken.value ->> 2 AND buckets.purpose = 0 AND buckets.reason = taken.value ->> 4`),
    ).toMatch(
      /^SCAN taken[^\n]*\nSEARCH buckets USING PRIMARY KEY \(channelNo=\? AND sendNo=\? AND width=\? AND startMs=\?/,
    )
    expect(
      await plan(`SELECT sum(b.attempts) FROM json_each('[[1,2]]') AS bars CROSS JOIN buckets AS b
        ON b."channelNo" = 1 AND b."sendNo" = 0 AND b.width = 1
        AND b."startMs" >= bars.value ->> 0 AND b."startMs" < bars.value ->> 1`),
    ).toMatch(/SEARCH b USING PRIMARY KEY \(channelNo=\? AND sendNo=\? AND width=\? AND startMs>\? AND startMs<\?\)/)
  })
})
