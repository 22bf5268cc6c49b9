import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { BatchConnection } from '@/lib/storage/batch-connection.ts'
import { Prisma } from '@/lib/storage/generated/client.ts'
import { isBusy } from '@/lib/storage/is-busy.ts'
import { openStorage } from '@/lib/storage/open-storage.ts'
import { migrate } from '@/scripts/migrate.js'
import { tempFolder } from '../support/temp-folder.ts'

function open() {
  const file = join(tempFolder(), 'names.db')
  const database = new Database(file)
  database.exec('PRAGMA journal_mode = WAL; CREATE TABLE names (name TEXT UNIQUE)')
  const db = new BatchConnection(database)
  const insert = (name: string) => db.$executeRaw`INSERT INTO names VALUES (${name})`
  const names = async () => (await db.$queryRaw<{ name: string }[]>`SELECT name FROM names`).map(({ name }) => name)
  return { file, db, insert, names }
}

it('runs queries when they are waited for, with what is nested in them', async () => {
  const { db, insert, names } = open()
  const later = insert('b')
  expect(await names()).toEqual([])
  expect(await later).toBe(1)
  const least = Prisma.sql`name >= ${'b'}`
  expect(await db.$queryRaw`SELECT count(*) AS count FROM names WHERE ${least}`).toEqual([{ count: 1 }])
})

it('runs a query once, however often it is waited for', async () => {
  const { insert, names } = open()
  const once = insert('a')
  expect(await Promise.all([once, once.finally(() => {}), once.catch(() => 0)])).toEqual([1, 1, 1])
  expect(await once).toBe(1)
  expect(await names()).toEqual(['a'])
})

it('a transaction is whole or nothing, and the next one is not the worse for it', async () => {
  const { db, insert, names } = open()
  expect(await db.$transaction([insert('a'), insert('b')])).toEqual([1, 1])
  await expect(db.$transaction([insert('c'), insert('a')])).rejects.toThrow(/UNIQUE/)
  expect(await names()).toEqual(['a', 'b'])
  const looked = db.immediately(async () => {
    await insert('d')
    throw new Error('changed my mind')
  })
  await expect(looked).rejects.toThrow('changed my mind')
  expect(await db.$transaction([insert('c')])).toEqual([1])
  expect(await names()).toEqual(['a', 'b', 'c'])
})

it('takes no query of another connection into its transaction', async () => {
  const { db, insert, names } = open()
  const databaseFile = join(tempFolder(), 'todoku.db')
  migrate(databaseFile)
  const storage = await openStorage({ databaseFile, now: Date.now, secretKey: null })
  const other = storage.read.$queryRaw`SELECT 1`
  await expect(async () => db.$transaction([insert('a'), other])).rejects.toThrow(/another connection/)
  expect(await names()).toEqual([])
  await storage.close()
})

it.each([0, 1, 4, 63, 85, 200])('inserts %i rows, each once and in order', async (count) => {
  const { db } = open()
  await db.$executeRaw`CREATE TABLE pairs (no INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, bytes BLOB)`
  const rows = Array.from({ length: count }, (_, nth) => [`name ${nth}`, nth % 3 === 0 ? null : Buffer.of(nth % 256)])
  await db.immediately(() => db.runRows('INSERT INTO pairs (name, bytes)', rows))
  expect(await db.$queryRows`SELECT name, bytes FROM pairs ORDER BY no`).toEqual(rows)
})

it('runs what stands after the rows with as many as there are', async () => {
  const { db, names } = open()
  await db.immediately(() =>
    db.runRows(
      'INSERT INTO names',
      ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [name]),
    ),
  )
  const gone = ['b', 'd', 'e', 'f', 'nobody'].map((name) => [name])
  await db.immediately(() => db.runRows('DELETE FROM names WHERE (name) IN (', gone, ") AND name <> 'd'"))
  expect(await names()).toEqual(['a', 'c', 'd'])
})

it('inserts none of the rows when one of them is refused', async () => {
  const { db, names } = open()
  const rows = ['a', 'b', 'c', 'd', 'e', 'a'].map((name) => [name])
  await expect(db.immediately(() => db.runRows('INSERT INTO names', rows))).rejects.toThrow(/UNIQUE/)
  expect(await names()).toEqual([])
})

it('lets the event loop have its turn within a transaction', async () => {
  const { db } = open()
  let turns = 0
  const count = setInterval(() => {
    turns += 1
  }, 0)
  const slow = () => db.$queryRaw`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
    SELECT max(i) FROM n`
  await db.$transaction(Array.from({ length: 10 }, slow))
  clearInterval(count)
  expect(turns).toBeGreaterThan(2)
})

it('says when another connection holds the lock', async () => {
  const { file, db, insert } = open()
  await db.$queryRaw`PRAGMA busy_timeout = 20`
  const holder = new Database(file)
  holder.exec('BEGIN IMMEDIATE')
  const fault = await db.$transaction([insert('a')]).catch((error: unknown) => error)
  expect(isBusy(fault)).toBe(true)
  holder.exec('ROLLBACK')
  expect(await db.$transaction([insert('a')])).toEqual([1])
  holder.close()
})
