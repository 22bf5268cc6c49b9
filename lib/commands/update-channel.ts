import { type Actor, nameOf } from '@/lib/domain/actor.ts'
import { type ChannelView, type Switches, switchesAfter } from '@/lib/domain/channel.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { sealChannelSecret } from '@/lib/storage/channel-secret.ts'
import { channelNotFound, findChannelById, findChannelFor } from '@/lib/storage/find-channel.ts'
import { insertMark } from '@/lib/storage/insert-mark.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { rezoneBuckets } from '@/lib/storage/rezone-buckets.ts'
import { closePeriod, openPeriod } from '@/lib/storage/switch-period.ts'
import { auditedUrl, writeAudit } from '@/lib/storage/write-audit.ts'
import type { Query, Within } from '@/lib/storage/writer.ts'
import { refuseSwitch, requireBraze } from './create-channel.ts'
import { requireZone } from './require-zone.ts'

export type ChannelPatch = Partial<
  Pick<
    ChannelView,
    | 'name'
    | 'webhookUrl'
    | 'useWebhook'
    | 'errorStatistics'
    | 'redelivery'
    | 'timeoutMs'
    | 'timezone'
    | 'restEndpoint'
    | 'concurrency'
    | 'redeliveryFirstMs'
    | 'redeliveryWindowMs'
  >
> & { channelSecret?: string; apiKey?: string }

/**
 * Changes a channel's settings, judged on the state after it. Its aggregation period opens or closes in the same
 * transaction, and its day buckets follow its zone.
 * @throws TodokuError `not_found`, `use_webhook_is_off`, `invalid_request`
 */
export async function updateChannel(
  ctx: Context,
  actor: Actor,
  channelId: string,
  patch: ChannelPatch,
): Promise<ChannelView> {
  const { storage } = ctx
  await findChannelFor(storage, actor, 'channel:manage', channelId)
  const changed = await storage.writer.exclusive(async (within) => {
    const before = await findChannelById(within.db, channelId)
    if (before === null) throw channelNotFound()
    const switches = switchesAfter(before, patch)
    if (switches === null) throw refuseSwitch()
    requireBraze(before.kind, patch)
    requireKeyOfEndpoint(before, patch)
    const { channelSecret, apiKey, ...settings } = patch
    const data = {
      ...settings,
      ...switches,
      ...(channelSecret === undefined ? {} : { secretSealed: sealChannelSecret(storage, channelId, channelSecret) }),
      ...(apiKey === undefined ? {} : { apiKeySealed: sealChannelSecret(storage, channelId, apiKey, 'apiKeySealed') }),
    }
    const told = {
      ...settings,
      ...switches,
      ...(patch.webhookUrl === undefined ? {} : { webhookUrl: auditedUrl(patch.webhookUrl) }),
      ...(channelSecret === undefined ? {} : { channelSecret: 'replaced' }),
      ...(apiKey === undefined ? {} : { apiKey: 'replaced' }),
    }
    const atMs = ctx.now()
    await within.run([
      within.db.channel.update({ where: { id: channelId }, data }),
      ...switchPeriod(within, before, switches, atMs, nameOf(actor)),
      ...markUrl(within, before, patch, atMs),
      ...(await followZone(within, before, patch)),
      writeAudit(within.db, { atMs, actor, action: 'channel.update', channelId, detail: told }),
    ])
    const after = await findChannelById(within.db, channelId)
    if (after === null) throw channelNotFound()
    return after
  })
  storage.channels.changed()
  return changed
}

function switchPeriod({ db }: Within, before: ChannelView, after: Switches, atMs: number, by: string): Query[] {
  if (before.errorStatistics === after.errorStatistics) return []
  if (after.errorStatistics) {
    return [...openPeriod(db, before.id, atMs, by), insertMark(db, before.id, atMs, 'statistics_on')]
  }
  const reason = after.useWebhook ? 'statistics_off' : 'use_webhook_off'
  return [...closePeriod(db, before.id, atMs, by, reason), insertMark(db, before.id, atMs, 'statistics_off')]
}

/** @throws TodokuError `invalid_request`: a saved key is shown to nobody, so not to another endpoint either */
function requireKeyOfEndpoint(before: ChannelView, { restEndpoint, apiKey }: ChannelPatch): void {
  const moves = restEndpoint !== undefined && restEndpoint !== null && restEndpoint !== before.restEndpoint
  if (!moves || !before.apiKeySet || apiKey !== undefined) return
  throw new TodokuError('invalid_request', 'apiKey: must be given again with another REST endpoint.')
}

function markUrl({ db }: Within, before: ChannelView, patch: ChannelPatch, atMs: number): Query[] {
  const [url, was] =
    before.kind === 'braze' ? [patch.restEndpoint, before.restEndpoint] : [patch.webhookUrl, before.webhookUrl]
  return url === undefined || url === was ? [] : [insertMark(db, before.id, atMs, 'webhook_url', url ?? '')]
}

async function followZone({ db }: Within, before: ChannelView, { timezone }: ChannelPatch): Promise<Query[]> {
  if (timezone === undefined || timezone === before.timezone) return []
  return rezoneBuckets(db, before.no, requireZone(timezone))
}
