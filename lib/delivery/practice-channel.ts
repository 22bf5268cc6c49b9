import { createChannel } from '@/lib/commands/create-channel.ts'
import { updateChannel } from '@/lib/commands/update-channel.ts'
import type { Actor } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { findChannels } from '@/lib/storage/find-channel.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { currentPracticeUrl, type RunningBot } from './lazy-practice-bot.ts'

/** The case that the practice channel's own URL leads to. */
const OWN_CASE = 'ok'

/**
 * The instance's practice channel with its switches on: the one that is there, else a new one.
 * @throws TodokuError when the actor may make no channel.
 */
export async function readyPracticeChannel(
  ctx: Context,
  actor: Actor,
  bot: RunningBot,
  name: string,
): Promise<ChannelView> {
  const webhookUrl = bot.urls[OWN_CASE]
  const switches = { useWebhook: true, errorStatistics: true }
  const known = (await findChannels(ctx.storage.read)).find(({ practice }) => practice)
  if (!known) {
    const wanted = { name, kind: 'line', practice: true, webhookUrl, ...switches } as const
    return (await createChannel(ctx, actor, wanted)).channel
  }
  const moved = known.webhookUrl === webhookUrl ? {} : { webhookUrl }
  return updateChannel(ctx, actor, known.id, { ...switches, ...moved })
}

/** A bot has new ports at each start: practice channels that lead to it follow. */
export async function renewPracticeUrls(ctx: Context, bot: RunningBot): Promise<void> {
  for (const { id, practice, webhookUrl } of await findChannels(ctx.storage.read)) {
    if (!practice || webhookUrl === null) continue
    const now = currentPracticeUrl(bot, webhookUrl)
    if (now !== webhookUrl) await updateChannel(ctx, { kind: 'system' }, id, { webhookUrl: now })
  }
}
