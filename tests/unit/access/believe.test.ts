import { expect, test } from 'vitest'
import { believe } from '@/lib/access/believe.ts'
import { setUpToken } from '@/lib/access/set-up-token.ts'

test('what was found is believed for a while, what was not is asked for again', async () => {
  let nowMs = 0
  let lookUps = 0
  const there = new Map<string, string>()
  const lookUp = async (name: string) => {
    lookUps++
    return there.get(name) ?? null
  }
  const { find } = believe(lookUp, 1000, () => nowMs)
  expect(await find('key')).toBeNull()
  there.set('key', 'actor')
  expect(await find('key')).toBe('actor')
  expect(await find('key')).toBe('actor')
  expect(lookUps).toBe(2)

  there.clear()
  nowMs = 999
  expect(await find('key')).toBe('actor')
  nowMs = 1000
  expect(await find('key')).toBeNull()
})

test('a clock that is set back makes nothing believed for longer', async () => {
  let nowMs = 3_600_000
  let revoked = false
  const { find } = believe(
    async () => (revoked ? null : 'actor'),
    1000,
    () => nowMs,
  )
  expect(await find('key')).toBe('actor')
  revoked = true
  nowMs = 0
  expect(await find('key')).toBeNull()
})

test('what is forgotten is asked for again at once, also what was being looked up meanwhile', async () => {
  let revoked = false
  let finish = () => {}
  const lookUp = async () => {
    const value = revoked ? null : 'actor'
    await new Promise<void>((resolve) => {
      finish = resolve
    })
    return value
  }
  const keys = believe(lookUp, 1000, () => 0)
  const underWay = keys.find('key')
  revoked = true
  keys.forget()
  finish()
  expect(await underWay).toBe('actor')
  const afterwards = keys.find('key')
  finish()
  expect(await afterwards).toBeNull()
})

test('the set-up token is the secret key’s own, whatever is sent against it', () => {
  const token = setUpToken(Buffer.alloc(32, 1))
  expect(setUpToken(Buffer.alloc(32, 1)).text).toBe(token.text)
  expect(setUpToken(Buffer.alloc(32, 2)).text).not.toBe(token.text)
  expect(token.text).toMatch(/^[\w-]{43}$/)
  expect(token.matches(token.text)).toBe(true)
  for (const other of ['', 'x', `${token.text}x`, token.text.slice(1)]) expect(token.matches(other)).toBe(false)
})
