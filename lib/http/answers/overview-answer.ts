import type { ChannelView } from '@/lib/domain/channel.ts'
import type { OverviewAnswer } from '../schemas/overview.ts'
import { toIso } from './channel-answer.ts'

type Row = OverviewAnswer['channels'][number]
type Overview = Pick<Row, 'last24h' | 'before24h' | 'lastHour' | 'topReason'> & {
  channel: Pick<ChannelView, 'id' | 'name' | 'kind' | 'useWebhook' | 'errorStatistics' | 'redelivery'>
  lastErrorAtMs: number | null
  lastAttemptAtMs: number | null
  waiting: { pending: number; oldestAtMs: number | null; suspendedAtMs: number | null }
}

/** How a channel does lately. */
export function overviewAnswer({ channel, waiting, ...lately }: Overview): Row {
  const isoOrNull = (ms: number | null) => (ms === null ? null : toIso(ms))
  const { last24h, before24h, lastHour, topReason } = lately
  return {
    id: channel.id,
    name: channel.name,
    kind: channel.kind,
    useWebhook: channel.useWebhook,
    errorStatistics: channel.errorStatistics,
    redelivery: channel.redelivery,
    last24h: countsOf(last24h),
    before24h: countsOf(before24h),
    lastHour: countsOf(lastHour),
    topReason: topReason && { cause: topReason.cause, detail: topReason.detail, errors: topReason.errors },
    lastErrorAt: isoOrNull(lately.lastErrorAtMs),
    lastAttemptAt: isoOrNull(lately.lastAttemptAtMs),
    pending: waiting.pending,
    oldestAt: isoOrNull(waiting.oldestAtMs),
    suspendedAt: isoOrNull(waiting.suspendedAtMs),
  }
}

function countsOf({ attempts, errors }: Row['last24h']): Row['last24h'] {
  return { attempts, errors }
}
