'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { StepList } from '@/components/ui/step-list.tsx'
import { TextLink } from '@/components/ui/text-link.tsx'
import { VerificationCard } from '@/components/ui/verification-card.tsx'
import { rowsOfEvents, type StepRow } from '@/lib/domain/step-rows.ts'
import type { Watched } from './use-verification.ts'

/** Of what was going on when the telling ended, nothing is known. */
function asFarAsKnown(row: StepRow): StepRow {
  return row.state === 'running' ? { ...row, state: 'waiting' } : row
}

/** A verification while it goes on, and until the page has its record, which comes as `children`. */
export function VerificationWatch({
  channelId,
  watched,
  children,
}: {
  channelId: string
  watched: Watched | null
  children: ReactNode
}) {
  return (
    <div role="status" aria-atomic="false" className="not-empty:mt-4">
      {watched === null ? children : <Going channelId={channelId} watched={watched} />}
    </div>
  )
}

function Going({
  channelId,
  watched: { events, state, startedAtMs, verified },
}: {
  channelId: string
  watched: Watched
}) {
  const t = useTranslations()
  const rows = rowsOfEvents(events)
  const broken = state === 'broken'
  const title =
    verified === null
      ? t(broken ? 'verification.brokenTitle' : 'settings.verifying')
      : t(`verification.${verified.outcome.cause ?? 'delivered'}`)
  return (
    <VerificationCard
      state={broken ? 'broken' : (verified?.outcome.state ?? 'going')}
      title={title}
      aside={t('verification.notCounted')}
    >
      <StepList
        rows={broken ? rows.map(asFarAsKnown) : rows}
        detail={verified?.outcome.detail ?? null}
        reused={false}
        atMs={startedAtMs}
      />
      {broken ? (
        <p className="border-line border-t px-4 py-3 text-sm leading-[22px]">
          {t('verification.broken')}{' '}
          <TextLink href={`/channels/${channelId}/attempts?purpose=verification`}>
            {t('verification.toAttempts')}
          </TextLink>
        </p>
      ) : null}
    </VerificationCard>
  )
}
