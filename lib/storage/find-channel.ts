import { type Actor, mayOn, maySee, type Scope } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { toChannelView } from './channel-row.ts'
import type { PrismaClient } from './generated/client.ts'
import type { Storage } from './open-storage.ts'

/** A channel that is not deleted, or null. */
export async function findChannelById(db: PrismaClient, channelId: string): Promise<ChannelView | null> {
  const row = await db.channel.findFirst({ where: { id: channelId, deletedAtMs: null } })
  return row === null ? null : toChannelView(row)
}

/** The same by its internal number. */
export async function findChannelByNo(db: PrismaClient, channelNo: number): Promise<ChannelView | null> {
  const row = await db.channel.findFirst({ where: { no: channelNo, deletedAtMs: null } })
  return row === null ? null : toChannelView(row)
}

/** The zone of a channel's days, or null when it is deleted. */
export async function findChannelZone(db: PrismaClient, channelNo: number): Promise<string | null> {
  const row = await db.channel.findFirst({ where: { no: channelNo, deletedAtMs: null }, select: { timezone: true } })
  return row?.timezone ?? null
}

/** All that are not deleted, oldest first. */
export async function findChannels(db: PrismaClient): Promise<ChannelView[]> {
  const rows = await db.channel.findMany({ where: { deletedAtMs: null }, orderBy: { no: 'asc' } })
  return rows.map(toChannelView)
}

/** The channel, if the actor may see it at all. @throws TodokuError `not_found` otherwise */
export async function findChannelSeenBy(storage: Storage, actor: Actor, channelId: string): Promise<ChannelView> {
  const channel = await findChannelById(storage.read, channelId)
  if (channel === null || !maySee(actor, channel.no)) throw channelNotFound()
  return channel
}

/** The channel, if the actor may do on it what `scope` names. @throws TodokuError `not_found` otherwise */
export async function findChannelFor(
  storage: Storage,
  actor: Actor,
  scope: Scope,
  channelId: string,
): Promise<ChannelView> {
  const channel = await findChannelById(storage.read, channelId)
  if (channel === null || !mayOn(actor, scope, channel.no)) throw channelNotFound()
  return channel
}

/** What one may not see and what is not there look the same. */
export function channelNotFound(): TodokuError {
  return new TodokuError('not_found', 'There is no such channel.')
}
