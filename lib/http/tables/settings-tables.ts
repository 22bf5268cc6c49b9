import type { z } from 'zod'
import type { aggregationPeriod, ChannelAnswer } from '../schemas/channel.ts'
import type { KeyAnswer } from '../schemas/key.ts'
import type { OverviewAnswer } from '../schemas/overview.ts'
import { instant, joined, shareOf, type Table } from './table.ts'

/** API keys, never the key itself. */
export const KEYS_TABLE: Table<KeyAnswer> = {
  id: 'keys',
  columns: {
    id: (key) => key.id,
    name: (key) => key.name,
    channelId: (key) => key.channelId,
    scopes: (key) => joined(key.scopes),
    prefix: (key) => key.prefix,
    createdAt: (key) => instant(key.createdAt),
    lastUsedAt: (key) => instant(key.lastUsedAt),
    revokedAt: (key) => instant(key.revokedAt),
  },
}

export const CHANNELS_TABLE: Table<ChannelAnswer> = {
  id: 'channels',
  columns: {
    id: (channel) => channel.id,
    name: (channel) => channel.name,
    kind: (channel) => channel.kind,
    webhookUrl: (channel) => channel.webhookUrl,
    restEndpoint: (channel) => channel.restEndpoint ?? null,
    useWebhook: (channel) => channel.useWebhook,
    errorStatistics: (channel) => channel.errorStatistics,
    redelivery: (channel) => channel.redelivery,
    timeoutMs: (channel) => channel.timeoutMs,
    concurrency: (channel) => channel.concurrency,
    timezone: (channel) => channel.timezone,
    practice: (channel) => channel.practice,
    createdAt: (channel) => instant(channel.createdAt),
  },
}

export const OVERVIEW_TABLE: Table<OverviewAnswer['channels'][number]> = {
  id: 'overview',
  columns: {
    id: ({ id }) => id,
    name: ({ name }) => name,
    kind: ({ kind }) => kind,
    useWebhook: ({ useWebhook }) => useWebhook,
    errorStatistics: ({ errorStatistics }) => errorStatistics,
    redelivery: ({ redelivery }) => redelivery,
    attempts24h: ({ last24h }) => last24h.attempts,
    errors24h: ({ last24h }) => last24h.errors,
    rate24h: ({ last24h }) => shareOf(last24h.errors, last24h.attempts),
    attemptsBefore24h: ({ before24h }) => before24h.attempts,
    errorsBefore24h: ({ before24h }) => before24h.errors,
    rateBefore24h: ({ before24h }) => shareOf(before24h.errors, before24h.attempts),
    attemptsLastHour: ({ lastHour }) => lastHour.attempts,
    errorsLastHour: ({ lastHour }) => lastHour.errors,
    topCause: ({ topReason }) => topReason?.cause ?? null,
    topDetail: ({ topReason }) => topReason?.detail ?? null,
    topErrors: ({ topReason }) => topReason?.errors ?? null,
    lastErrorAt: ({ lastErrorAt }) => instant(lastErrorAt),
    lastAttemptAt: ({ lastAttemptAt }) => instant(lastAttemptAt),
    pending: ({ pending }) => pending,
    suspendedAt: ({ suspendedAt }) => instant(suspendedAt),
    oldestAt: ({ oldestAt }) => instant(oldestAt),
  },
}

export const PERIODS_TABLE: Table<z.infer<typeof aggregationPeriod>> = {
  id: 'aggregation-periods',
  columns: {
    from: (period) => instant(period.from),
    to: (period) => instant(period.to),
    startedBy: (period) => period.startedBy,
    endedBy: (period) => period.endedBy,
    endReason: (period) => period.endReason,
    importId: (period) => period.importId,
  },
}
