import { describe, expect, it } from 'vitest'
import { type Actor, INSTANCE, mayOn, maySee, nameOf, SCOPES } from '@/lib/domain/actor.ts'

const user = (...roles: [number, 'admin' | 'member' | 'tester'][]): Actor => ({
  kind: 'user',
  userId: 'u',
  roles: roles.map(([channelNo, role]) => ({ channelNo, role })),
})
const key = (channelNo: number | null, ...scopes: string[]): Actor => ({ kind: 'key', keyId: 'k', channelNo, scopes })

describe('rights', () => {
  it.each<[string, Actor, number, string[]]>([
    ['an administrator of the instance, on any channel', user([INSTANCE, 'admin']), 7, [...SCOPES]],
    ['an administrator of a channel, on another', user([7, 'admin']), 8, []],
    ['an administrator of a channel, on the instance', user([7, 'admin']), INSTANCE, []],
    ['a member', user([7, 'member']), 7, ['statistics:read']],
    ['a tester', user([7, 'tester']), 7, []],
    ['nobody', user(), 7, []],
    ['a channel’s key', key(7, 'attempts:write'), 7, ['attempts:write']],
    ['a channel’s key, on another', key(7, 'attempts:write'), 8, []],
    ['a channel’s key, on the instance', key(7, ...SCOPES), INSTANCE, []],
    ['the instance’s key', key(null, 'attempts:write', 'channels:manage'), 8, ['attempts:write', 'channels:manage']],
    ['the command line', { kind: 'cli' }, INSTANCE, [...SCOPES]],
    ['Todoku itself', { kind: 'system' }, 7, [...SCOPES]],
  ])('of %s', (_, actor, channelNo, scopes) =>
    expect(SCOPES.filter((scope) => mayOn(actor, scope, channelNo))).toEqual(scopes),
  )

  it('to see a channel come with any right on it', () => {
    expect(maySee(key(7, 'attempts:write'), 7)).toBe(true)
    expect(maySee(key(null, 'channels:manage'), 7)).toBe(false)
    expect(maySee(user([7, 'tester']), 7)).toBe(false)
  })
})

it('an actor has a name for the audit trail', () => {
  expect([user(), key(null), { kind: 'cli' } as const, { kind: 'system' } as const].map(nameOf)).toEqual([
    'user:u',
    'key:k',
    'cli',
    'system',
  ])
})
