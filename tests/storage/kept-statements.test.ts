import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { KeptStatements } from '@/lib/storage/kept-statements.ts'

it('a kept statement forgets what it was bound to, and follows a change of its table', () => {
  const database = new Database(':memory:')
  const kept = new KeptStatements(database)
  kept.exec('CREATE TABLE names (name TEXT)')
  for (const name of ['a', 'b', 'c']) kept.prepare('INSERT INTO names VALUES (?)').bind([name]).run()
  const rows = (least: string) => kept.prepare('SELECT * FROM names WHERE name >= ?').bind([least]).raw().all()
  expect(rows('b')).toEqual([['b'], ['c']])
  expect(rows('c')).toEqual([['c']])
  kept.exec('ALTER TABLE names ADD COLUMN age INTEGER')
  expect(rows('c')).toEqual([['c', null]])
  expect(kept.prepare('SELECT * FROM names').columns()).toHaveLength(2)
  // More texts than are kept: the oldest are prepared again.
  for (let index = 0; index < 600; index += 1) kept.prepare(`SELECT ${index}`).bind([]).raw().all()
  expect(rows('c')).toEqual([['c', null]])
  kept.close()
})
