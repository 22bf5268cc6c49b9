import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { PracticeWatch } from '@/components/forms/practice-watch.tsx'
import { StartPractice } from '@/components/forms/start-practice.tsx'
import { buttonClass } from '@/components/ui/button.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import type { Actor } from '@/lib/domain/actor.ts'
import type { PracticeRun } from '@/lib/domain/practice-run.ts'
import { formatCount } from '@/lib/i18n/format-number.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { PracticeFailures } from './practice-failures.tsx'
import { PracticeMinutes } from './practice-minutes.tsx'

function Figure({ value, unit }: { value: number; unit: string }) {
  return (
    <span className="whitespace-nowrap">
      <b>{formatCount(value)}</b> {unit}
    </span>
  )
}

/** A practice run as it goes: how far, what was sent, its minutes as a chart, and every detail that happened. */
export async function PracticeRunPanel({ ctx, actor, run }: { ctx: ReportContext; actor: Actor; run: PracticeRun }) {
  const t = await getTranslations('practice')
  const running = run.state === 'running'
  // The last of it was sent a moment before its time was over.
  const elapsedS = (run.state === 'finished' ? run.totalMs : Math.min(run.totalMs, run.elapsedMs)) / 1000
  const channel = `/channels/${run.channelId}`
  return (
    <>
      <h1 className="text-2xl tracking-[-.01em]">{t(run.state)}</h1>
      <p className="mt-2 max-w-[64ch] text-ink-2 leading-6">{running ? t('runningSay') : t('endedSay')}</p>
      <Panel className="mt-6 pb-2">
        <div className="grid items-center gap-x-6 gap-y-2 px-4 py-4 md:grid-cols-[1fr_auto] md:px-6">
          <p className="flex flex-wrap gap-x-4" data-testid="practice-counts">
            <Figure value={run.sent} unit={t('sent')} />
            <Figure value={run.failed} unit={t('failed')} />
            <Figure value={Object.keys(run.byDetail).length} unit={t('kinds')} />
          </p>
          <p className="flex min-h-7 items-center gap-2 text-ink-2 max-md:w-full max-md:justify-between">
            {t('time', { elapsed: Math.floor(elapsedS), total: Math.round(run.totalMs / 1000) })}
            <ClientMessages namespaces={['practice']}>
              <PracticeWatch running={running} />
            </ClientMessages>
          </p>
          <div
            role="progressbar"
            aria-label={t('progress')}
            aria-valuemin={0}
            aria-valuemax={Math.round(run.totalMs / 1000)}
            aria-valuenow={Math.floor(elapsedS)}
            className="h-2 overflow-hidden rounded-[2px] bg-sunken md:col-span-2"
          >
            <span className="block h-full bg-ink" style={{ width: `${(100 * elapsedS * 1000) / run.totalMs}%` }} />
          </div>
        </div>
        <PracticeMinutes ctx={ctx} actor={actor} channelId={run.channelId} startedAtMs={run.startedAtMs} />
      </Panel>
      <PracticeFailures byDetail={run.byDetail} waiting={running} />
      <div className="mt-4 flex flex-wrap gap-2">
        <Link href={`${channel}/statistics`} className={buttonClass('primary')}>
          {t('openStatistics')}
        </Link>
        <Link href={`${channel}/attempts`} className={buttonClass()}>
          {t('openAttempts')}
        </Link>
        {running ? null : <StartPractice label={t('again')} channelName={t('channelName')} look="quiet" size="md" />}
        {running ? null : (
          <Link href={`${channel}/settings#delete`} className={buttonClass('quiet')}>
            {t('delete')}
          </Link>
        )}
      </div>
    </>
  )
}
