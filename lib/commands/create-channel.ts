import { randomBytes } from 'node:crypto'
import { ulid } from 'ulid'
import { type Actor, INSTANCE, nameOf } from '@/lib/domain/actor.ts'
import {
  type ChannelKind,
  type ChannelView,
  DEFAULT_TIMEOUT_MS,
  DEFAULT_TIMEZONE,
  switchesAfter,
} from '@/lib/domain/channel.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { sealChannelSecret } from '@/lib/storage/channel-secret.ts'
import { findChannelById } from '@/lib/storage/find-channel.ts'
import { insertMark } from '@/lib/storage/insert-mark.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { openPeriod } from '@/lib/storage/switch-period.ts'
import { auditedUrl, writeAudit } from '@/lib/storage/write-audit.ts'
import { requireScope } from './require-scope.ts'
import { requireZone } from './require-zone.ts'

export type NewChannel = {
  name: string
  kind: ChannelKind
  /** Checked by the caller: lib/delivery/check-webhook-url.ts. */
  webhookUrl?: string | null
  channelSecret?: string
  /** Of a Braze channel, as lib/delivery/check-webhook-url.ts keeps it. */
  restEndpoint?: string | null
  apiKey?: string
  useWebhook?: boolean
  errorStatistics?: boolean
  redelivery?: boolean
  concurrency?: number
  redeliveryFirstMs?: number
  redeliveryWindowMs?: number
  timeoutMs?: number
  timezone?: string
  practice?: boolean
}

/**
 * Makes a channel; its aggregation period begins with it where error statistics are on from the start.
 * @returns `secret`: the one that was generated because a LINE channel came without, else null; told this once
 * @throws TodokuError `not_found`, `use_webhook_is_off`, `invalid_request`
 */
export async function createChannel(
  ctx: Context,
  actor: Actor,
  wanted: NewChannel,
): Promise<{ channel: ChannelView; secret: string | null }> {
  requireScope(actor, 'channels:manage', INSTANCE)
  requireBraze(wanted.kind, wanted)
  const switches = switchesAfter({ useWebhook: false, errorStatistics: false }, wanted)
  if (switches === null) throw refuseSwitch()
  const { storage } = ctx
  const atMs = ctx.now()
  const id = ulid(atMs)
  const secret = wanted.channelSecret === undefined && wanted.kind === 'line' ? randomBytes(16).toString('hex') : null
  const known = wanted.channelSecret ?? secret
  const data = {
    id,
    ...switches,
    name: wanted.name,
    kind: wanted.kind,
    webhookUrl: wanted.webhookUrl ?? null,
    redelivery: wanted.redelivery ?? false,
    concurrency: wanted.concurrency,
    redeliveryFirstMs: wanted.redeliveryFirstMs,
    redeliveryWindowMs: wanted.redeliveryWindowMs,
    timeoutMs: wanted.timeoutMs ?? DEFAULT_TIMEOUT_MS[wanted.kind],
    timezone: requireZone(wanted.timezone ?? DEFAULT_TIMEZONE),
    practice: wanted.practice ?? false,
    destination: `U${randomBytes(16).toString('hex')}`,
    secretSealed: known === null ? null : sealChannelSecret(storage, id, known),
    restEndpoint: wanted.restEndpoint ?? null,
    apiKeySealed: wanted.apiKey === undefined ? null : sealChannelSecret(storage, id, wanted.apiKey, 'apiKeySealed'),
    createdAtMs: BigInt(atMs),
  }
  const { secretSealed: _, createdAtMs: __, apiKeySealed: ___, ...open } = data
  const told = { ...open, webhookUrl: auditedUrl(open.webhookUrl) }
  await storage.writer.run((db) => [
    db.channel.create({ data }),
    ...(switches.errorStatistics
      ? [...openPeriod(db, id, atMs, nameOf(actor)), insertMark(db, id, atMs, 'statistics_on')]
      : []),
    writeAudit(db, { atMs, actor, action: 'channel.create', channelId: id, detail: told }),
  ])
  const channel = await findChannelById(storage.read, id)
  if (channel === null) throw new Error(`the channel ${id} is gone`)
  return { channel, secret }
}

/** @throws TodokuError `invalid_request` for Braze's settings on a channel of another kind */
export function requireBraze(
  kind: ChannelKind,
  { restEndpoint, apiKey }: { restEndpoint?: string | null; apiKey?: string },
): void {
  if (kind === 'braze' || ((restEndpoint ?? null) === null && apiKey === undefined)) return
  const field = (restEndpoint ?? null) === null ? 'apiKey' : 'restEndpoint'
  throw new TodokuError('invalid_request', `${field}: is for Braze channels only.`)
}

export function refuseSwitch(): TodokuError {
  return new TodokuError('use_webhook_is_off', 'Error statistics need "Use webhook" to be on.')
}
