import { getLocale, getTranslations } from 'next-intl/server'
import { BackLink } from '@/components/ui/back-link.tsx'
import { buttonClass } from '@/components/ui/button.tsx'
import { DataTable, Td, Th } from '@/components/ui/data-table.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { Panel, PanelHead } from '@/components/ui/panel.tsx'
import { QuietLink } from '@/components/ui/quiet-link.tsx'
import { WHOLE_ROW } from '@/components/ui/row-link.ts'
import { SaveMenu } from '@/components/ui/save-menu.tsx'
import type { Actor } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { formatCount } from '@/lib/i18n/format-number.ts'
import { formatDaySecond } from '@/lib/i18n/format-time.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { listRuns } from '@/lib/reports/redelivery-run.ts'
import { chosenWords } from './chosen-words.ts'
import { RunMark } from './run-mark.tsx'

/** The redelivery runs of a channel, newest first. */
export async function RunsList({ ctx, actor, channel }: { ctx: ReportContext; actor: Actor; channel: ChannelView }) {
  const t = await getTranslations('run')
  const locale = await getLocale()
  const runs = await listRuns(ctx, actor, channel.id)
  const path = `/channels/${channel.id}/deliveries`
  const back = <BackLink href={path}>{t('toDeliveries')}</BackLink>
  if (runs.length === 0) {
    return (
      <>
        {back}
        <Panel className="mt-2 grid min-h-[336px] content-center">
          <EmptyState
            title={t('runsNone')}
            actions={
              <QuietLink href={path} className={buttonClass()}>
                {t('toDeliveries')}
              </QuietLink>
            }
          >
            {t('runsNoneSay')}
          </EmptyState>
        </Panel>
      </>
    )
  }
  const words = await chosenWords(channel.timezone, ctx.now())
  return (
    <>
      {back}
      <Panel label={t('runsTitle')} className="mt-2">
        <PanelHead title={t('runsTitle')} className="pb-2">
          <SaveMenu
            of={t('runsTitle')}
            table={{ path: `/api/v1/channels/${channel.id}/redeliveries`, query: { timezone: channel.timezone } }}
          />
        </PanelHead>
        <DataTable
          caption={t('runsCaption')}
          head={
            <>
              <Th>{t('started')}</Th>
              <Th>{t('state')}</Th>
              <Th className="max-md:hidden">{t('chosen')}</Th>
              <Th numeric>{t('total')}</Th>
              <Th numeric>{t('items.delivered', { kind: channel.kind })}</Th>
              <Th numeric>{t('items.failed')}</Th>
            </>
          }
        >
          {runs.map(({ id, state, startedAtMs, chosen, progress }) => (
            <tr key={id} className="relative hover:bg-sunken">
              <Td className="md:whitespace-nowrap">
                <QuietLink href={`${path}/runs/${id}`} className={WHOLE_ROW}>
                  <time dateTime={new Date(startedAtMs).toISOString()}>
                    {formatDaySecond(startedAtMs, channel.timezone, locale)}
                  </time>
                </QuietLink>
              </Td>
              <Td>
                <span className="grid grid-cols-[16px_1fr] items-center gap-x-2">
                  <RunMark state={state} />
                  {t(`short.${state}`)}
                </span>
              </Td>
              <Td className="text-ink-2 max-md:hidden">{words(chosen)}</Td>
              <Td numeric>{formatCount(progress.total)}</Td>
              <Td numeric>{formatCount(progress.delivered)}</Td>
              <Td numeric>{formatCount(progress.failed)}</Td>
            </tr>
          ))}
        </DataTable>
      </Panel>
    </>
  )
}
