import { randomFillSync } from 'node:crypto'
import { ulid } from 'ulid'

const pool = new Uint8Array(4096)
let used = pool.length

/** From 0 (included) to 1 (excluded). The package itself asks the system for each of its 16 characters: 50 µs an id. */
function random(): number {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const byte = pool[used] ?? 0
  used += 1
  return byte / 256
}

/** A ULID of this time, for what is made thousands of times a second. */
export function newId(atMs: number): string {
  return ulid(atMs, random)
}
