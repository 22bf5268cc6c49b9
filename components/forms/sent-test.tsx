'use client'

import { useLocale, useTranslations } from 'next-intl'
import { TextLink } from '@/components/ui/text-link.tsx'
import { VerificationCard } from '@/components/ui/verification-card.tsx'
import { SKIP_REASONS } from '@/lib/domain/delivery.ts'
import { formatSpan } from '@/lib/i18n/format-time.ts'
import type { FollowedDelivery } from './use-followed-delivery.ts'

const LOOK = { pending: 'going', delivered: 'delivered', failed: 'failed', skipped: 'broken' } as const

/** A test on its way: what has become of it so far, and where its record is. */
export function SentTest({ channelId, delivery }: { channelId: string; delivery: FollowedDelivery }) {
  const t = useTranslations('sendTest')
  const deliveries = useTranslations('deliveries')
  const locale = useLocale()
  const { id, state, reason, attempts, nextAttemptAt } = delivery
  const skipped = SKIP_REASONS.find((one) => one === reason)
  const why = skipped === undefined ? reason : deliveries(`skips.${skipped}`)
  // A status is the bot's own word: it did arrive.
  const answered = state === 'failed' && /^\d{3}$/.test(reason ?? '')
  const waitMs = nextAttemptAt === null ? 0 : Math.max(0, Date.parse(nextAttemptAt) - Date.now())
  const say = () => {
    if (state === 'delivered') return t('arrived', { attempts })
    if (state === 'pending') {
      if (attempts === 0) return t('underWay')
      return waitMs < 1_000
        ? t('failedSoFar', { reason: why ?? '–', attempts })
        : t('failedAndWaits', { reason: why ?? '–', attempts, span: formatSpan(waitMs, locale) })
    }
    return state === 'failed' ? t('failed', { reason: why ?? '–', attempts }) : t('skipped', { reason: why ?? '–' })
  }
  return (
    <VerificationCard
      state={LOOK[state]}
      title={answered ? t('answeredError') : t(`titleOf.${state}`)}
      aside={<span className="font-mono text-xs">{id}</span>}
    >
      <p className="px-4 py-3 text-sm leading-[22px]">
        {say()}{' '}
        <TextLink href={`/channels/${channelId}/deliveries/${id}`} className="whitespace-nowrap">
          {t('open')}
        </TextLink>
      </p>
    </VerificationCard>
  )
}
