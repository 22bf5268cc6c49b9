import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { acceptDelivery } from '@/lib/commands/accept-delivery.ts'
import { deleteChannel } from '@/lib/commands/delete-channel.ts'
import { purgeDeletedChannels } from '@/lib/commands/purge-deleted-channels.ts'
import { migrate } from '@/scripts/migrate.js'
import { tempFolder } from '../support/temp-folder.ts'
import { sqlite } from './sqlite-engine.ts'
import { attempt, makeWorld, SYSTEM } from './world.ts'

const forever = new AbortController().signal

it('a purged channel can no longer be read from the bytes of the file', async () => {
  const world = await makeWorld(sqlite)
  const [file] = await world.database.look("SELECT file FROM pragma_database_list WHERE name = 'main'")
  const databaseFile = String(file?.file)
  const channel = await world.channel({ webhookUrl: 'https://bot.example/?token=Xq7-own-url' })
  // Bodies of several pages: those become free pages, which a half-hearted deletion leaves as they are.
  const body = Buffer.from('Xq7-body '.repeat(3_000))
  for (let index = 0; index < 20; index += 1) {
    const urlOverride = `https://bot.example/?token=Xq7-other-${index}`
    await acceptDelivery(world.ctx, SYSTEM, channel, { body, source: 'api', urlOverride, sendId: `Xq7-send-${index}` })
  }
  await world.record(
    channel,
    ...Array.from({ length: 600 }, (_, index) =>
      attempt(world.nowMs, '503', { id: `Xq7-id-${index}`, url: `https://bot.example/?token=Xq7-tried-${index}` }),
    ),
  )
  const found = () => {
    const files = readdirSync(dirname(databaseFile)).map((name) => readFileSync(join(dirname(databaseFile), name)))
    return new Set(files.flatMap((bytes) => bytes.toString('latin1').match(/Xq7-[a-z]+/g) ?? []))
  }
  // A body that is cut at the end of a page shows up in part as well.
  const known = ['Xq7-body', 'Xq7-id', 'Xq7-other', 'Xq7-own', 'Xq7-send', 'Xq7-tried']
  await world.restart()
  expect([...found()].filter((text) => known.includes(text)).sort()).toEqual(known)
  await deleteChannel(world.ctx, SYSTEM, channel.id)
  await purgeDeletedChannels(world.ctx, SYSTEM, forever)
  await world.restart()
  expect([...found()]).toEqual([])
})

it('a database of the first version keeps the URL of every attempt and delivery, now its own channel’s', () => {
  const folder = tempFolder()
  const file = join(folder, 'todoku.db')
  migrate(file)
  const database = new Database(file)
  const second = '20261122100000_urls_of_channels'
  database.exec(`DELETE FROM _prisma_migrations WHERE migration_name = '${second}';
    DROP TABLE urls;
    CREATE TABLE urls (no INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, url TEXT NOT NULL);
    CREATE UNIQUE INDEX "urls_url_key" ON urls(url);
    INSERT INTO urls (no, url) VALUES (1, 'unused'), (2, 'shared'), (3, 'alone'), (4, 'delivered');`)
  const add = database.prepare(`INSERT INTO attempts ("channelNo", "startedAtMs", id, "receivedAtMs", "durationMs",
    purpose, reason, processed, counted, "urlNo", "rulesVersion") VALUES (?, ?, ?, 0, 0, 0, 0, 0, 0, ?, 1)`)
  const tried = [
    [7, 2],
    [8, 2],
    [8, 3],
    [9, 2],
    [9, null],
  ]
  for (const [index, [channelNo, urlNo]] of tried.entries()) add.run(channelNo, index, Buffer.of(index), urlNo)
  database.exec(`INSERT INTO deliveries (id, "channelNo", state, "createdAtMs", "urlNo", source)
    VALUES ('a', 9, 'failed', 0, 4, 'api'), ('b', 7, 'failed', 0, 4, 'api'), ('c', 7, 'failed', 0, NULL, 'api')`)
  database.close()

  expect(migrate(file)).toEqual([second])
  const after = new Database(file, { readonly: true })
  const of = (table: string, order: string) =>
    after
      .prepare(`SELECT ${table}."channelNo", urls."channelNo" AS owner, url FROM ${table}
        LEFT JOIN urls ON urls.no = "urlNo" ORDER BY ${table}."channelNo", ${order}`)
      .raw()
      .all()
  expect(of('attempts', 'url')).toEqual([
    [7, 7, 'shared'],
    [8, 8, 'alone'],
    [8, 8, 'shared'],
    [9, null, null],
    [9, 9, 'shared'],
  ])
  expect(of('deliveries', 'url')).toEqual([
    [7, null, null],
    [7, 7, 'delivered'],
    [9, 9, 'delivered'],
  ])
  expect(after.prepare("SELECT count(*) FROM urls WHERE url = 'unused'").pluck().get()).toBe(0)
  after.close()
})
