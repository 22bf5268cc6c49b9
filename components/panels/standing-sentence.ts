import { getTranslations } from 'next-intl/server'
import type { IconName } from '@/components/ui/icon.tsx'
import { groupOf, type Standing, type StandingGroup, standingOf, timesUsual } from '@/lib/domain/standing.ts'
import { formatCount, formatRate, formatShare } from '@/lib/i18n/format-number.ts'
import { formatWhen } from '@/lib/i18n/format-time.ts'
import type { Locale } from '@/lib/i18n/locales.ts'
import type { ChannelOverview } from '@/lib/reports/channel-overview.ts'
import type { Streak } from './failure-streak.ts'

export type StandingSentence = {
  standing: Standing
  group: StandingGroup
  icon: IconName
  tone: string
  /** What happened, since when. */
  title: string
  /** The numbers behind it. */
  say: string
}

const LOOK: Record<StandingGroup, { icon: IconName; tone: string }> = {
  attention: { icon: 'alert', tone: 'text-alert' },
  watch: { icon: 'watch', tone: 'text-ink' },
  fine: { icon: 'good', tone: 'text-ok' },
  off: { icon: 'off', tone: 'text-ink-3' },
}

/**
 * How a channel stands, in the reader's language. Where all fail: since when, and, where it is said, how many in a row.
 */
export async function standingSentence(
  overview: ChannelOverview,
  {
    locale,
    nowMs,
    lastArrivalAtMs,
    streak,
  }: { locale: Locale; nowMs: number; lastArrivalAtMs: number | null; streak: Streak | null },
): Promise<StandingSentence> {
  const t = await getTranslations({ locale, namespace: 'standing' })
  const { channel, last24h, before24h, lastHour } = overview
  const standing = standingOf(overview)
  const group = groupOf(standing)
  const when = (ms: number) => formatWhen(ms, nowMs, channel.timezone, locale)
  const day = { attempts: last24h.attempts, errors: last24h.errors }
  const rate = formatRate(last24h.errors, last24h.attempts)
  // What Braze accepts has not arrived yet.
  const { kind } = channel

  const words = (): [string, string] => {
    switch (standing) {
      case 'suspended':
        return [
          t('suspended', { time: when(overview.waiting.suspendedAtMs ?? nowMs) }),
          t('suspended_say', { count: overview.waiting.pending }),
        ]
      case 'nothing_arrives': {
        const time = lastArrivalAtMs === null ? null : when(lastArrivalAtMs)
        const title = time === null ? t('nothing_arrives_hour', { kind }) : t('nothing_arrives', { kind, time })
        if (streak === null) return [title, rate]
        const { failures, more } = streak
        const row = { failures, more: more ? 'yes' : 'no' }
        return [title, time === null ? t('never', { ...row, kind }) : t('streak', row)]
      }
      case 'many_fail':
        return [
          t('many_fail', { share: formatShare(lastHour.errors, lastHour.attempts) }),
          t('many_fail_say', { attempts: formatCount(lastHour.attempts), errors: formatCount(lastHour.errors) }),
        ]
      case 'more_than_usual':
        return [
          t('more_than_usual', { times: Math.floor(timesUsual(overview) ?? 1) }),
          t('more_than_usual_say', { rate, before: formatRate(before24h.errors, before24h.attempts) }),
        ]
      case 'some_fail':
        return [t('some_fail'), t('some_fail_say', { rate })]
      case 'as_usual':
        return [t('as_usual'), t('as_usual_say', day)]
      case 'all_arrived':
        return [t('all_arrived', { kind }), t('all_arrived_say', day)]
      case 'no_traffic':
        return [
          t('no_traffic'),
          overview.lastAttemptAtMs === null
            ? t('no_traffic_never')
            : t('no_traffic_say', { time: when(overview.lastAttemptAtMs) }),
        ]
      case 'statistics_off':
        return [
          t('statistics_off'),
          overview.offSinceMs === null
            ? t('statistics_off_never')
            : t('statistics_off_say', { time: when(overview.offSinceMs) }),
        ]
      case 'webhook_off':
        return [
          t('webhook_off'),
          overview.offSinceMs === null
            ? t('webhook_off_never', { statistics: channel.errorStatistics ? 'on' : 'off' })
            : t('webhook_off_say', { time: when(overview.offSinceMs) }),
        ]
      default:
        return standing satisfies never
    }
  }
  const [title, say] = words()
  const look = standing === 'no_traffic' ? { icon: 'off' as const, tone: 'text-ink-3' } : LOOK[group]
  return { standing, group, ...look, title, say }
}
