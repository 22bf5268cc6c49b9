import { describe, expect, it } from 'vitest'
import { fingerprint, seal, unseal } from '@/lib/storage/secret-box.ts'

const key = Buffer.alloc(32, 1)
const place = { table: 'channels', row: 'a', column: 'secretSealed' }

describe('a sealed secret', () => {
  it('opens with its key in its place', () => {
    for (const secret of ['', 'x', '秘密'.repeat(100)])
      expect(unseal(key, place, seal(key, place, secret))).toBe(secret)
  })

  it('is another each time', () => {
    const sealed = Array.from({ length: 50 }, () => seal(key, place, 'x').toString('hex'))
    expect(new Set(sealed).size).toBe(50)
  })

  it.each([
    ['another key', Buffer.alloc(32, 2), place],
    ['another row', key, { ...place, row: 'b' }],
    ['another column', key, { ...place, column: 'apiKeySealed' }],
    ['another table', key, { ...place, table: 'users' }],
  ])('does not open with %s', (_, otherKey, otherPlace) =>
    expect(() => unseal(otherKey, otherPlace, seal(key, place, 'x'))).toThrow(),
  )

  it('does not open when a bit is another', () => {
    const sealed = seal(key, place, 'secret')
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => unseal(key, place, changed)).toThrow()
    }
    expect(() => unseal(key, place, sealed.subarray(0, 20))).toThrow()
  })

  it('is told apart by a fingerprint of its key, which is not the key', () => {
    expect(fingerprint(key)).not.toEqual(key)
    expect(fingerprint(key)).not.toEqual(fingerprint(Buffer.alloc(32, 2)))
  })
})
