import { getLocale, getTranslations } from 'next-intl/server'
import { RunControls } from '@/components/forms/run-controls.tsx'
import { AutoRefresh } from '@/components/ui/auto-refresh.tsx'
import { BackLink } from '@/components/ui/back-link.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { SaveMenu } from '@/components/ui/save-menu.tsx'
import { Swatch } from '@/components/ui/swatch.tsx'
import { TextLink } from '@/components/ui/text-link.tsx'
import { type Actor, mayOn } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { isOver } from '@/lib/domain/redelivery-run.ts'
import { formatDaySecond } from '@/lib/i18n/format-time.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { deliveryQueue } from '@/lib/reports/delivery-queue.ts'
import { runCanary } from '@/lib/reports/run-canary.ts'
import { chosenWords } from './chosen-words.ts'
import { causeOfReason, reasonWords } from './delivery-state.tsx'
import { findRun } from './find-run.ts'
import { RunItems } from './run-items.tsx'
import { RunMark } from './run-mark.tsx'

const FOLLOW_MS = 2_000

/** One redelivery run: how it stands as a sentence, how far it is, and its brakes. */
export async function RunPage({
  ctx,
  actor,
  channel,
  runId,
}: {
  ctx: ReportContext
  actor: Actor
  channel: ChannelView
  runId: string
}) {
  const t = await getTranslations('run')
  const locale = await getLocale()
  const nowMs = ctx.now()
  const run = await findRun(ctx, actor, channel, runId)
  const back = <BackLink href={`/channels/${channel.id}/deliveries/runs`}>{t('runsTitle')}</BackLink>
  if (run === null) {
    return (
      <>
        {back}
        <Panel className="mt-2 grid min-h-[336px] content-center">
          <EmptyState icon="search" title={t('gone')} />
        </Panel>
      </>
    )
  }
  const { state, startedAtMs, endedAtMs, startedBy, chosen, progress } = run
  const over = isOver(state)
  const { suspendedAtMs } = await deliveryQueue(ctx, channel)
  const words = await chosenWords(channel.timezone, nowMs)
  const canary = state === 'halted' ? await runCanary(ctx, run.id) : null
  const cause = canary === null || canary.reason === null ? null : causeOfReason(canary.reason)
  const reasonOf = await reasonWords()
  const say = () => {
    if (!over && state !== 'paused' && !channel.useWebhook) return t('says.webhookOff')
    if (!over && state !== 'paused' && suspendedAtMs !== null) return t('says.suspended')
    return t(`says.${state}`)
  }
  const facts: [string, string][] = [
    [t('chosen'), words(chosen)],
    [t('started'), formatDaySecond(startedAtMs, channel.timezone, locale)],
    [t('ended'), endedAtMs === null ? '–' : formatDaySecond(endedAtMs, channel.timezone, locale)],
    [t('by'), startedBy.startsWith('user:') ? t('byUser') : startedBy.startsWith('key:') ? t('byKey') : t('bySystem')],
  ]
  return (
    <ClientMessages namespaces={['run']}>
      <div className="mb-2 flex min-h-8 items-center justify-between gap-3">
        {back}
        {over ? null : <AutoRefresh renderedAtMs={nowMs} everyMs={FOLLOW_MS} />}
      </div>
      <Panel label={t('title')} className="max-w-[1040px]">
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-4 py-4 md:px-6">
          <div className={`min-w-0 ${over ? 'flex-[1_1_200px]' : 'flex-[1_1_320px]'}`}>
            <h2 className="flex items-center gap-2 text-lg">
              <RunMark state={state} />
              <span role="status">{t(`states.${state}`)}</span>
            </h2>
            <p className="mt-1 pl-6 text-ink-2 text-sm">{say()}</p>
            {canary === null ? null : (
              <p className="mt-1 flex flex-wrap items-center gap-x-2 pl-6 text-sm">
                {cause === null ? null : <Swatch cause={cause} />}
                {canary.reason === null ? null : <b>{reasonOf(canary.reason)}</b>}
                <TextLink href={`/channels/${channel.id}/deliveries/${canary.deliveryId}`}>{t('why')}</TextLink>
              </p>
            )}
          </div>
          <span className="flex gap-2">
            {over || !mayOn(actor, 'deliveries:write', channel.no) ? null : (
              <RunControls runId={run.id} state={state} waiting={progress.waiting} />
            )}
            <SaveMenu
              of={t('itemsTitle')}
              table={{ path: `/api/v1/redeliveries/${run.id}/items`, query: { timezone: channel.timezone } }}
            />
          </span>
        </div>
        <div className="border-line border-t px-4 py-4 md:px-6">
          <RunItems kind={channel.kind} progress={progress} />
        </div>
        <dl className="grid gap-x-6 gap-y-3 border-line border-t px-4 py-4 text-sm md:grid-cols-[2fr_1fr_1fr_1fr] md:px-6">
          {facts.map(([name, value]) => (
            <div key={name} className="min-w-0">
              <dt className="text-ink-3 text-xs">{name}</dt>
              <dd className="mt-0.5 [overflow-wrap:anywhere]">{value}</dd>
            </div>
          ))}
        </dl>
      </Panel>
    </ClientMessages>
  )
}
