import type { ChannelView } from '@/lib/domain/channel.ts'
import type { Storage } from './open-storage.ts'
import { type Place, seal, unseal } from './secret-box.ts'

type SecretColumn = 'secretSealed' | 'apiKeySealed' | 'signingSecretSealed' | 'previousSigningSecretSealed'

/** What a channel's webhooks are signed with, and what its calls carry. Never to be answered or logged. */
export type ChannelSecrets = {
  /** Of `x-line-signature`; null where none is set. */
  channelSecret: string | null
  /** Standard Webhooks (`whsec_…`): none, the one that is set, or it and the one before while that still signs. */
  signing: string[]
  /** Of a Braze channel: what calls of its REST endpoint carry. */
  apiKey: string | null
}

const placeOf = (channelId: string, column: SecretColumn): Place => ({ table: 'channels', row: channelId, column })

/** The sealed form of a channel's secret. @throws Error when this process has no secret key */
export function sealChannelSecret(
  storage: Storage,
  channelId: string,
  secret: string,
  column: SecretColumn = 'secretSealed',
): Uint8Array<ArrayBuffer> {
  return new Uint8Array(seal(keyOf(storage), placeOf(channelId, column), secret))
}

/** The secrets of a channel at this time; of a channel that is gone, none. */
export async function openChannelSecrets(
  storage: Storage,
  channel: Pick<ChannelView, 'no' | 'id'>,
  nowMs: number,
): Promise<ChannelSecrets> {
  const row = await storage.read.channel.findUnique({
    where: { no: channel.no },
    select: {
      secretSealed: true,
      apiKeySealed: true,
      signingSecretSealed: true,
      previousSigningSecretSealed: true,
      previousSigningUntilMs: true,
    },
  })
  const open = (column: SecretColumn) => {
    const box = row?.[column] ?? null
    return box === null ? null : unseal(keyOf(storage), placeOf(channel.id, column), box)
  }
  const previous = Number(row?.previousSigningUntilMs ?? 0) > nowMs ? open('previousSigningSecretSealed') : null
  const signing = [open('signingSecretSealed'), previous].filter((secret) => secret !== null)
  return { channelSecret: open('secretSealed'), signing, apiKey: open('apiKeySealed') }
}

function keyOf(storage: Storage): Buffer {
  if (storage.secretKey === null) throw new Error('This process was started without the secret key.')
  return storage.secretKey
}
