import fc from 'fast-check'
import { ulid } from 'ulid'
import { describe, expect, it } from 'vitest'
import { packId, unpackId } from '@/lib/storage/attempt-id.ts'

describe('packed ids', () => {
  it('come back as they were, whatever they are', () => {
    const crockford = fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ')
    const ulids = fc.tuple(fc.constantFrom(...'01234567'), fc.array(crockford, { minLength: 25, maxLength: 25 }))
    const anyId = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.uuid(),
      fc.uuid().map((uuid) => uuid.toUpperCase()),
      ulids.map(([first, rest]) => first + rest.join('')),
    )
    fc.assert(
      fc.property(anyId, (id) => {
        expect(unpackId(packId(id))).toBe(id)
      }),
      { numRuns: 500 },
    )
  })

  it('of different ids are different', () => {
    const ids = [ulid(), ulid().toLowerCase(), crypto.randomUUID(), '', '\u0001', 'a', 'A', 'é', 'e\u0301']
    expect(new Set(ids.map((id) => packId(id).toString('hex'))).size).toBe(ids.length)
  })

  it('of ULIDs and UUIDs take 17 bytes and keep the order of ULIDs', () => {
    expect(packId(crypto.randomUUID())).toHaveLength(17)
    const [early, late] = [packId(ulid(1)), packId(ulid(2))]
    expect(early).toHaveLength(17)
    expect(Buffer.compare(early, late)).toBeLessThan(0)
  })

  it('refuses bytes of another make', () => {
    expect(() => unpackId(Buffer.from([1, 2, 3]))).toThrow(RangeError)
    expect(() => unpackId(Buffer.alloc(17, 9))).toThrow(RangeError)
    expect(() => unpackId(Buffer.alloc(0))).toThrow(RangeError)
  })
})
