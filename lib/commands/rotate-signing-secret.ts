import { randomBytes } from 'node:crypto'
import type { Actor } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { openChannelSecrets, sealChannelSecret } from '@/lib/storage/channel-secret.ts'
import { channelNotFound, findChannelById, findChannelFor } from '@/lib/storage/find-channel.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { writeAudit } from '@/lib/storage/write-audit.ts'

/** How long the secret before signs beside the new one, so that a receiver can change over. */
const PREVIOUS_SIGNS_MS = 24 * 60 * 60 * 1_000

/** Standard Webhooks: 24 to 64 bytes. */
const KEY_BYTES = 32

/**
 * Gives a channel a new Standard Webhooks secret. The one before signs as well for 24 hours more; an older one ends now.
 * @returns `signingSecret`: `whsec_` and base64, told this once
 * @throws TodokuError `not_found`
 */
export async function rotateSigningSecret(
  ctx: Context,
  actor: Actor,
  channelId: string,
): Promise<{ channel: ChannelView; signingSecret: string }> {
  const { storage } = ctx
  const found = await findChannelFor(storage, actor, 'channel:manage', channelId)
  const signingSecret = `whsec_${randomBytes(KEY_BYTES).toString('base64')}`
  const sealIn = (column: 'signingSecretSealed' | 'previousSigningSecretSealed', secret: string) =>
    sealChannelSecret(storage, channelId, secret, column)
  const channel = await storage.writer.exclusive(async (within) => {
    const atMs = ctx.now()
    const previous = (await openChannelSecrets(storage, found, atMs)).signing[0] ?? null
    const untilMs = previous === null ? null : atMs + PREVIOUS_SIGNS_MS
    await within.run([
      within.db.channel.updateMany({
        where: { id: channelId, deletedAtMs: null },
        data: {
          signingSecretSealed: sealIn('signingSecretSealed', signingSecret),
          previousSigningSecretSealed: previous === null ? null : sealIn('previousSigningSecretSealed', previous),
          previousSigningUntilMs: untilMs === null ? null : BigInt(untilMs),
        },
      }),
      writeAudit(within.db, {
        atMs,
        actor,
        action: 'channel.signing_secret',
        channelId,
        detail: { previousSignsUntilMs: untilMs },
      }),
    ])
    return findChannelById(within.db, channelId)
  })
  storage.channels.changed()
  if (channel === null) throw channelNotFound()
  return { channel, signingSecret }
}
