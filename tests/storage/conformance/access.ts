import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { acceptDelivery } from '@/lib/commands/accept-delivery.ts'
import { createFirstAdministrator } from '@/lib/commands/create-first-administrator.ts'
import { createKey } from '@/lib/commands/create-key.ts'
import { deleteChannel } from '@/lib/commands/delete-channel.ts'
import { revokeKey } from '@/lib/commands/revoke-key.ts'
import { rotateSigningSecret } from '@/lib/commands/rotate-signing-secret.ts'
import { updateChannel } from '@/lib/commands/update-channel.ts'
import { CHANNEL_SCOPES, SCOPES } from '@/lib/domain/actor.ts'
import { countAdministrators } from '@/lib/reports/count-administrators.ts'
import { listChannels } from '@/lib/reports/list-channels.ts'
import { listKeys } from '@/lib/reports/list-keys.ts'
import { looksLikeApiKey } from '@/lib/storage/api-key.ts'
import { openChannelSecrets } from '@/lib/storage/channel-secret.ts'
import { findKey } from '@/lib/storage/find-key.ts'
import { rolesOf } from '@/lib/storage/roles-of.ts'
import type { Engine } from '../engine.ts'
import { KEY, makeWorld, SYSTEM, type World } from '../world.ts'

const secretOf = async ({ ctx }: World, channel: { no: number; id: string }) =>
  (await openChannelSecrets(ctx.storage, channel, ctx.now())).channelSecret

const hashOf = (key: string) => createHash('sha256').update(key).digest()

export function describeAccess(engine: Engine): void {
  describe('API keys', () => {
    it('are found by their hash, with the scopes of their kind', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      const instance = await createKey(world.ctx, SYSTEM, { name: 'all' })
      const own = await createKey(world.ctx, SYSTEM, { name: 'own', channelId: channel.id })
      const narrow = await createKey(world.ctx, SYSTEM, {
        name: 'n',
        channelId: channel.id,
        scopes: ['attempts:write'],
      })
      const scopesOf = async ({ secret }: { secret: string }) => (await findKey(world.ctx, hashOf(secret)))?.scopes
      expect(await scopesOf(instance)).toEqual([...SCOPES])
      expect(await scopesOf(own)).toEqual([...CHANNEL_SCOPES])
      expect(await scopesOf(narrow)).toEqual(['attempts:write'])
      expect(await findKey(world.ctx, hashOf('tdk_nothing'))).toBeNull()
      expect([instance, own, narrow].every(({ secret }) => looksLikeApiKey(secret))).toBe(true)
      expect(looksLikeApiKey(`${own.secret.slice(0, -1)}${own.secret.endsWith('0') ? '1' : '0'}`)).toBe(false)
    })

    it('lie in the database as hashes only', async () => {
      const world = await makeWorld(engine)
      const { secret } = await createKey(world.ctx, SYSTEM, { name: 'all' })
      const [row] = await world.database.look('SELECT * FROM api_keys')
      const stored = Object.values(row ?? {}).map((value) =>
        Buffer.isBuffer(value) ? value.toString('latin1') : String(value),
      )
      expect(stored.some((value) => value.includes(secret.slice(0, 20)))).toBe(false)
      expect(row?.hash).toEqual(hashOf(secret))
      const audit = JSON.stringify(await world.database.look('SELECT * FROM audit'))
      expect(audit).not.toContain(secret.slice(0, 20))
    })

    it('end when they are revoked, and with their channel', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      const { key, secret } = await createKey(world.ctx, SYSTEM, { name: 'a', channelId: channel.id })
      world.nowMs += 1
      const other = await createKey(world.ctx, SYSTEM, { name: 'b', channelId: channel.id })
      await revokeKey(world.ctx, SYSTEM, key.id)
      await revokeKey(world.ctx, SYSTEM, key.id)
      expect(await findKey(world.ctx, hashOf(secret))).toBeNull()
      expect(await findKey(world.ctx, hashOf(other.secret))).not.toBeNull()
      await deleteChannel(world.ctx, SYSTEM, channel.id)
      expect(await findKey(world.ctx, hashOf(other.secret))).toBeNull()
      expect((await listKeys(world.ctx, SYSTEM)).map(({ name, revokedAtMs }) => [name, revokedAtMs])).toEqual([
        ['b', world.nowMs],
        ['a', world.nowMs],
      ])
      await expect(revokeKey(world.ctx, SYSTEM, 'none')).rejects.toMatchObject({ code: 'not_found' })
    })

    it('remember when they were used last, to the minute', async () => {
      const world = await makeWorld(engine)
      const start = world.nowMs
      const { secret } = await createKey(world.ctx, SYSTEM, { name: 'a' })
      const used = async () => {
        await findKey(world.ctx, hashOf(secret))
        return (await listKeys(world.ctx, SYSTEM))[0]?.lastUsedAtMs
      }
      expect(await used()).toBe(start)
      world.nowMs = start + 59_999
      expect(await used()).toBe(start)
      world.nowMs = start + 60_000
      expect(await used()).toBe(start + 60_000)
    })

    it('cannot give away what they do not have', async () => {
      const world = await makeWorld(engine)
      const [channel, other] = [await world.channel(), await world.channel()]
      const holder = {
        kind: 'key',
        keyId: 'k',
        channelNo: channel.no,
        scopes: ['channel:manage', 'statistics:read'],
      } as const
      const make = (more: object) => createKey(world.ctx, holder, { name: 'x', ...more })
      expect((await make({ channelId: channel.id, scopes: ['statistics:read'] })).key.scopes).toEqual([
        'statistics:read',
      ])
      await expect(make({ channelId: channel.id })).rejects.toMatchObject({ code: 'not_found' })
      await expect(make({ channelId: other.id, scopes: ['statistics:read'] })).rejects.toMatchObject({
        code: 'not_found',
      })
      await expect(make({ scopes: ['statistics:read'] })).rejects.toMatchObject({ code: 'not_found' })
      await expect(make({ channelId: channel.id, scopes: ['channels:manage'] })).rejects.toMatchObject({
        code: 'invalid_request',
      })
      await expect(make({ channelId: channel.id, scopes: [] })).rejects.toMatchObject({ code: 'invalid_request' })
      expect((await listKeys(world.ctx, holder)).map(({ channelId }) => channelId)).toEqual([channel.id])
    })
  })

  describe('rights', () => {
    it('hide channels from those who may do nothing on them', async () => {
      const world = await makeWorld(engine)
      const [one, two] = [await world.channel(), await world.channel()]
      const member = { kind: 'user', userId: 'u', roles: [{ channelNo: two.no, role: 'member' }] } as const
      expect((await listChannels(world.ctx, member)).map(({ id }) => id)).toEqual([two.id])
      for (const { id } of [one, two]) {
        await expect(updateChannel(world.ctx, member, id, { name: 'mine' })).rejects.toMatchObject({
          code: 'not_found',
        })
        await expect(deleteChannel(world.ctx, member, id)).rejects.toMatchObject({ code: 'not_found' })
      }
    })

    it('let every change leave its mark in the audit trail, which nobody can change', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel({ channelSecret: 'very-secret' })
      await updateChannel(world.ctx, { kind: 'cli' }, channel.id, { name: 'New', channelSecret: 'more-secret' })
      await deleteChannel(world.ctx, SYSTEM, channel.id)
      const rows = await world.database.look('SELECT actor, action, "channelNo", detail FROM audit ORDER BY no')
      expect(rows.map(({ actor, action, channelNo }) => [actor, action, channelNo])).toEqual([
        ['system', 'channel.create', channel.no],
        ['cli', 'channel.update', channel.no],
        ['system', 'channel.delete', channel.no],
      ])
      expect(JSON.stringify(rows)).not.toMatch(/very-secret|more-secret/)
      await expect(world.database.tamper('DELETE FROM audit')).rejects.toThrow(/append-only/)
      await expect(world.database.tamper("UPDATE audit SET actor = 'nobody'")).rejects.toThrow(/append-only/)
    })
  })

  describe('the first administrator', () => {
    it('is exactly one of fifty who ask at once', async () => {
      const world = await makeWorld(engine)
      expect(await countAdministrators(world.ctx)).toBe(0)
      const asked = await Promise.allSettled(
        Array.from({ length: 50 }, (_, index) =>
          createFirstAdministrator(
            world.ctx,
            { email: ` Admin${index}@Example.com `, name: 'A', password: 'p' },
            async (password) => `hash of ${password}`,
          ),
        ),
      )
      const made = asked.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
      expect(made).toHaveLength(1)
      for (const each of asked) {
        if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'administrator_exists' })
      }
      expect(await countAdministrators(world.ctx)).toBe(1)
      expect(await rolesOf(world.ctx.storage, made[0]?.userId ?? '')).toEqual([{ channelNo: 0, role: 'admin' }])
      const users = await world.ctx.storage.auth.user.findMany({ include: { accounts: true } })
      expect(users).toHaveLength(1)
      expect(users[0]?.email).toMatch(/^admin\d+@example\.com$/)
      expect(users[0]?.accounts).toMatchObject([{ providerId: 'credential', password: 'hash of p' }])
    })
  })

  describe('channel secrets', () => {
    it('lie sealed in the database and open with the key', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel({ channelSecret: 'very-secret' })
      expect(await secretOf(world, channel)).toBe('very-secret')
      const [row] = await world.database.look('SELECT "secretSealed" FROM channels')
      expect(String(row?.secretSealed)).not.toContain('very-secret')
      await updateChannel(world.ctx, SYSTEM, channel.id, { channelSecret: 'another' })
      expect(await secretOf(world, channel)).toBe('another')
    })

    it('of Standard Webhooks rotate: the one before signs for 24 hours more, an older one no longer', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      const signing = async () => (await openChannelSecrets(world.ctx.storage, channel, world.nowMs)).signing
      const rotate = () => rotateSigningSecret(world.ctx, SYSTEM, channel.id)
      expect(await signing()).toEqual([])
      const first = await rotate()
      expect(first.signingSecret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
      expect(first.channel).toMatchObject({ signingSecretSet: true, previousSigningUntilMs: null })
      expect(await signing()).toEqual([first.signingSecret])
      const second = await rotate()
      const untilMs = world.nowMs + 24 * 3_600_000
      expect(second.channel.previousSigningUntilMs).toBe(untilMs)
      expect(await signing()).toEqual([second.signingSecret, first.signingSecret])
      const third = await rotate()
      expect(await signing()).toEqual([third.signingSecret, second.signingSecret])
      world.nowMs = untilMs - 1
      await world.restart()
      expect(await signing()).toEqual([third.signingSecret, second.signingSecret])
      world.nowMs = untilMs
      expect(await signing()).toEqual([third.signingSecret])
      const [row] = await world.database.look('SELECT * FROM channels')
      const kept = Object.values(row ?? {}).map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : value))
      const told = JSON.stringify(await world.database.look('SELECT * FROM audit'))
      expect(told).toContain('channel.signing_secret')
      for (const { signingSecret } of [first, second, third]) {
        expect(kept.join() + told).not.toContain(signingSecret.slice(6, 30))
      }
      const nobody = { kind: 'user', userId: 'u', roles: [{ channelNo: channel.no, role: 'member' }] } as const
      await expect(rotateSigningSecret(world.ctx, nobody, channel.id)).rejects.toMatchObject({ code: 'not_found' })
    })

    it('do not open in another row', async () => {
      const world = await makeWorld(engine)
      const [one, two] = [await world.channel(), await world.channel()]
      await world.database.tamper(
        `UPDATE channels SET "secretSealed" = (SELECT "secretSealed" FROM channels WHERE no = ${one.no}) WHERE no = ${two.no}`,
      )
      expect(await secretOf(world, one)).toMatch(/^[0-9a-f]{32}$/)
      await expect(secretOf(world, two)).rejects.toThrow()
    })

    it('keep a process with another key from starting', async () => {
      const world = await makeWorld(engine)
      const { database } = world
      const now = () => world.nowMs
      const other = Buffer.alloc(32, 8)
      // Nothing is sealed yet: the key may still change.
      await (await database.open({ now, secretKey: other })).close()
      await (await database.open({ now, secretKey: KEY })).close()
      await world.channel()
      await expect(database.open({ now, secretKey: other })).rejects.toMatchObject({ code: 'secret_key_wrong' })
      await (await database.open({ now, secretKey: KEY })).close()
      await (await database.open({ now, secretKey: null })).close()
    })
  })

  describe('deliveries', () => {
    it('are accepted once for an idempotency key, and their bytes stay as they are', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      const body = Buffer.from([0, 255, 10, 13, 128])
      const accept = (idempotencyKey?: string) =>
        acceptDelivery(world.ctx, SYSTEM, channel, {
          body,
          source: 'api',
          idempotencyKey,
          sendId: 's',
          headers: { a: 'b' },
        })
      const [one, two, three] = await Promise.all([accept('k'), accept('k'), accept()])
      expect(two).toEqual({ ...one, duplicate: true })
      expect(three).not.toEqual(one)
      const rows = await world.database.look('SELECT body, "headersJson" FROM delivery_bodies')
      expect(rows).toEqual([
        { body, headersJson: '{"a":"b"}' },
        { body, headersJson: '{"a":"b"}' },
      ])
    })

    it('are skipped when their channel is deleted, and refused afterwards', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      await acceptDelivery(world.ctx, SYSTEM, channel, { body: Buffer.from('{}'), source: 'api' })
      await deleteChannel(world.ctx, SYSTEM, channel.id)
      const rows = await world.database.look('SELECT state, reason, "nextAttemptAtMs" FROM deliveries')
      expect(rows).toEqual([{ state: 'skipped', reason: 'channel_deleted', nextAttemptAtMs: null }])
      const late = acceptDelivery(world.ctx, SYSTEM, channel, { body: Buffer.from('{}'), source: 'api' })
      await expect(late).rejects.toMatchObject({ code: 'not_found' })
    })
  })

  it('writes of Better Auth survive transactions that fail beside them', async () => {
    const world = await makeWorld(engine)
    const { auth, writer } = world.ctx.storage
    const at = new Date(world.nowMs)
    await auth.user.create({ data: { id: 'u', name: 'U', email: 'u@example.com', updatedAt: at } })
    const sessions = Array.from({ length: 40 }, (_, index) =>
      auth.session.create({ data: { id: `s${index}`, token: `t${index}`, userId: 'u', expiresAt: at, updatedAt: at } }),
    )
    const failing = Array.from({ length: 40 }, (_, index) =>
      writer
        .run((db) => [
          db.mark.create({ data: { channelNo: 1, atMs: 1n, kind: 'k', label: `lost ${index}` } }),
          db.user.create({ data: { id: 'u', name: 'twice', email: 'u@example.com', updatedAt: at } }),
        ])
        .then(
          () => 'committed',
          () => 'refused',
        ),
    )
    await Promise.all(sessions)
    expect(new Set(await Promise.all(failing))).toEqual(new Set(['refused']))
    expect(await auth.session.count()).toBe(40)
    expect(await world.database.look('SELECT count(*) AS marks FROM marks')).toEqual([{ marks: 0 }])
  })
}
