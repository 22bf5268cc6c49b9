import { expect, test } from 'vitest'
import { makeKeyRing } from '@/lib/access/key-ring.ts'
import { setUpToken } from '@/lib/access/set-up-token.ts'

test('a key that was found is believed for a second, one that was not is asked for again', async () => {
  let nowMs = 0
  const keys = new Map<string, string>()
  let lookUps = 0
  const ring = makeKeyRing(
    async (hash) => {
      lookUps++
      return keys.get(hash.toString('hex')) ?? null
    },
    () => nowMs,
  )
  expect(await ring.find('abc')).toBeNull()
  // SHA-256 of "abc", from FIPS 180-2.
  keys.set('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', 'actor')
  expect(await ring.find('abc')).toBe('actor')
  expect(await ring.find('abc')).toBe('actor')
  expect(lookUps).toBe(2)

  keys.clear()
  nowMs = 999
  expect(await ring.find('abc')).toBe('actor')
  nowMs = 1000
  expect(await ring.find('abc')).toBeNull()
})

test('the set-up token is the secret key’s own, whatever is sent against it', () => {
  const token = setUpToken(Buffer.alloc(32, 1))
  expect(setUpToken(Buffer.alloc(32, 1)).text).toBe(token.text)
  expect(setUpToken(Buffer.alloc(32, 2)).text).not.toBe(token.text)
  expect(token.text).toMatch(/^[\w-]{43}$/)
  expect(token.matches(token.text)).toBe(true)
  for (const other of ['', 'x', `${token.text}x`, token.text.slice(1)]) expect(token.matches(other)).toBe(false)
})
