import { randomFillSync } from 'node:crypto'
import { encodeTime } from 'ulid'

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const TIME_LENGTH = 10
const RANDOM_LENGTH = 16

const pool = new Uint8Array(4096)
let used = pool.length
let lastMs = -1
let time = ''

/**
 * A ULID of this time, for what is made thousands of times a second. The package's own asks the system for each of its
 * 16 random characters: 50 µs an id.
 */
export function newId(atMs: number): string {
  if (atMs !== lastMs) {
    time = encodeTime(atMs, TIME_LENGTH)
    lastMs = atMs
  }
  if (used + RANDOM_LENGTH > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  let id = time
  // 256 is a whole number of alphabets, so that each character is as likely as the others.
  for (const end = used + RANDOM_LENGTH; used < end; used += 1) id += CROCKFORD.charAt((pool[used] ?? 0) % 32)
  return id
}
