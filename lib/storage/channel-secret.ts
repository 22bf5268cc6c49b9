import type { ChannelView } from '@/lib/domain/channel.ts'
import type { Storage } from './open-storage.ts'
import { type Place, seal, unseal } from './secret-box.ts'

const placeOf = (channelId: string): Place => ({ table: 'channels', row: channelId, column: 'secretSealed' })

/** The sealed form of a channel's secret. @throws Error when this process has no secret key */
export function sealChannelSecret(storage: Storage, channelId: string, secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(seal(keyOf(storage), placeOf(channelId), secret))
}

/** The secret that a channel's webhooks are signed with, or null where none is set. Never to be answered or logged. */
export async function openChannelSecret(
  storage: Storage,
  channel: Pick<ChannelView, 'no' | 'id'>,
): Promise<string | null> {
  const row = await storage.read.channel.findUnique({ where: { no: channel.no }, select: { secretSealed: true } })
  if (row === null || row.secretSealed === null) return null
  return unseal(keyOf(storage), placeOf(channel.id), row.secretSealed)
}

function keyOf(storage: Storage): Buffer {
  if (storage.secretKey === null) throw new Error('This process was started without the secret key.')
  return storage.secretKey
}
