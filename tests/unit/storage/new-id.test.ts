import { decodeTime } from 'ulid'
import { expect, test } from 'vitest'
import { newId } from '@/lib/storage/new-id.ts'

test('ids are ULIDs of their time, each another, and use every character', () => {
  const atMs = Date.parse('2026-11-22T00:00:00Z')
  const ids = Array.from({ length: 5_000 }, () => newId(atMs))
  expect(new Set(ids).size).toBe(5_000)
  for (const id of ids) expect(id).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/)
  expect(ids.map(decodeTime).every((ms) => ms === atMs)).toBe(true)
  for (let place = 10; place < 26; place += 1) {
    expect(new Set(ids.map((id) => id.charAt(place))).size, `place ${place}`).toBe(32)
  }
})
