import { getLocale, getTranslations } from 'next-intl/server'
import { StepList } from '@/components/ui/step-list.tsx'
import { TextLink } from '@/components/ui/text-link.tsx'
import { VerificationCard } from '@/components/ui/verification-card.tsx'
import type { Actor } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { guideTopicHref } from '@/lib/domain/guide.ts'
import { rowsOfAttempt } from '@/lib/domain/step-rows.ts'
import { formatSecond } from '@/lib/i18n/format-time.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { AttemptAdvice } from './attempt-advice.tsx'
import { AttemptCertificate } from './attempt-certificate.tsx'
import { findAttempt } from './find-attempt.ts'

/** One verification, step by step: where it stopped, what that means, what to do. It is in no statistics. */
export async function Verification({
  ctx,
  actor,
  channel,
  attemptId,
}: {
  ctx: ReportContext
  actor: Actor
  channel: ChannelView
  attemptId: string
}) {
  const attempt = await findAttempt(ctx, actor, channel, attemptId)
  if (attempt?.purpose !== 'verification') return null
  const t = await getTranslations('verification')
  const locale = await getLocale()
  const { outcome, certificate, startedAtMs, error } = attempt
  const failed = outcome.state === 'failed' && outcome.cause !== null
  const rows = rowsOfAttempt(attempt).map((row) =>
    row.state === 'stopped' && error !== null ? { ...row, error } : row,
  )
  return (
    <VerificationCard
      state={failed ? 'failed' : 'delivered'}
      title={outcome.cause === null ? t('delivered') : t(outcome.cause)}
      aside={
        <>
          <time dateTime={new Date(startedAtMs).toISOString()}>{formatSecond(startedAtMs, channel.timezone)}</time> ·{' '}
          <TextLink href={guideTopicHref('verification')}>{t('notCounted')}</TextLink>
        </>
      }
    >
      <StepList
        rows={rows}
        detail={outcome.detail}
        reused={attempt.reusedConnection}
        atMs={startedAtMs}
        certificate={
          certificate === null ? null : (
            <AttemptCertificate certificate={certificate} atMs={startedAtMs} zone={channel.timezone} locale={locale} />
          )
        }
      />
      <div className="border-line border-t px-4 pt-3 pb-4 text-sm leading-[22px]">
        {failed ? (
          <>
            <b>{t('whatToDo')}</b>
            <AttemptAdvice attempt={attempt} locale={locale} />
          </>
        ) : null}
        <TextLink
          href={`/channels/${channel.id}/attempts?attempt=${encodeURIComponent(attempt.id)}`}
          className={failed ? 'mt-2 inline-block' : ''}
        >
          {t('record')}
        </TextLink>
      </div>
    </VerificationCard>
  )
}
