import { getLocale, getTranslations } from 'next-intl/server'
import { Icon } from '@/components/ui/icon.tsx'
import { TextLink } from '@/components/ui/text-link.tsx'
import type { Actor } from '@/lib/domain/actor.ts'
import { type AttemptStep, stepsOf } from '@/lib/domain/attempt-steps.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { guideTopicHref } from '@/lib/domain/guide.ts'
import { formatMs } from '@/lib/i18n/format-number.ts'
import { formatSecond } from '@/lib/i18n/format-time.ts'
import type { AttemptDetail } from '@/lib/reports/attempt-detail.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { AttemptAdvice } from './attempt-advice.tsx'
import { findAttempt } from './find-attempt.ts'

/** What a step found when it passed: addresses, the port, the protocol, the status. */
async function foundAt({ step, state }: AttemptStep, attempt: AttemptDetail): Promise<string> {
  const t = await getTranslations('verification')
  if (state === 'skipped') return t(attempt.reusedConnection ? 'reused' : 'notEncrypted')
  if (state === 'unreached') return t('unreached')
  switch (step) {
    case 'url':
      return t('urlPassed')
    case 'dns':
      return attempt.addresses.join(', ') || t('dnsPassed')
    case 'tcp':
      return attempt.remoteAddress ?? t('tcpPassed')
    case 'tls':
      return [attempt.tlsVersion?.replace('TLSv', 'TLS '), t('tlsPassed')].filter(Boolean).join(' · ')
    case 'request':
      return t('requestPassed')
    case 'response':
      return t('responsePassed', { status: attempt.outcome.status ?? '–' })
    default:
      return step satisfies never
  }
}

const LOOK = {
  passed: { icon: 'check', tone: 'text-ok' },
  stopped: { icon: 'x', tone: 'text-alert' },
  unreached: { icon: 'minus', tone: 'text-ink-3' },
  skipped: { icon: 'minus', tone: 'text-ink-3' },
} as const

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
  const phases = await getTranslations('phases')
  const locale = await getLocale()
  const { outcome } = attempt
  const failed = outcome.state === 'failed' && outcome.cause !== null
  const steps = await Promise.all(
    stepsOf(attempt).map(async (step) => ({ ...step, found: await foundAt(step, attempt) })),
  )
  return (
    <div role="status" className="mt-4 overflow-hidden rounded-md border border-line">
      <header className="flex flex-wrap items-center gap-2 border-line border-b px-4 py-2 text-sm">
        <span className={failed ? 'text-alert' : 'text-ok'}>
          <Icon name={failed ? 'alert' : 'good'} />
        </span>
        <b>{outcome.cause === null ? t('delivered') : t(outcome.cause)}</b>
        <span className="ml-auto text-ink-3">
          <time dateTime={new Date(attempt.startedAtMs).toISOString()}>
            {formatSecond(attempt.startedAtMs, channel.timezone)}
          </time>{' '}
          · <TextLink href={guideTopicHref('verification')}>{t('notCounted')}</TextLink>
        </span>
      </header>
      <ol>
        {steps.map(({ step, state, ms, found }) => (
          <li
            key={step}
            className={`grid min-h-8 grid-cols-[16px_44px_1fr_auto] items-center gap-3 px-4 py-1.5 text-sm md:grid-cols-[16px_72px_1fr_72px] ${
              state === 'stopped' ? 'bg-bg' : state === 'passed' ? '' : 'text-ink-3'
            }`}
          >
            <span className={LOOK[state].tone}>
              <Icon name={LOOK[state].icon} />
            </span>
            <span className={state === 'unreached' || state === 'skipped' ? '' : 'font-semibold'}>{phases(step)}</span>
            <span className="min-w-0 [overflow-wrap:anywhere]">
              {state === 'stopped' ? <b>{outcome.detail}</b> : found}
            </span>
            <span className="whitespace-nowrap text-right text-ink-3">{ms === null ? '' : `${formatMs(ms)} ms`}</span>
          </li>
        ))}
      </ol>
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
    </div>
  )
}
