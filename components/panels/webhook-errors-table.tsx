import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { attemptsAddress } from '@/components/charts/attempts-address.ts'
import { DataTable, Th } from '@/components/ui/data-table.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { Pager } from '@/components/ui/pager.tsx'
import { Panel, PanelHead } from '@/components/ui/panel.tsx'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import { LINE_ZONE, type WebhookErrorRow } from '@/lib/domain/statistics/webhook-errors.ts'
import { MINUTE_MS } from '@/lib/domain/statistics/zone-days.ts'
import type { WebhookErrorTotals } from '@/lib/reports/webhook-errors.ts'
import type { SetFilter } from './set-filters.ts'
import { NoWebhookErrors } from './webhook-errors-none.tsx'
import { WebhookErrorsRow } from './webhook-errors-row.tsx'

/** `clear`: the same range without filters. */
type Ways = { older: string | null; newest: string | null; clear: string }

/** Errors, newest first, a row for each minute, cause and detail; each leads to its attempts, unless it was imported. */
export async function WebhookErrorsTable({
  channelId,
  rows,
  totals,
  filters,
  nowMs,
  tools,
  ways,
  kind,
}: {
  channelId: string
  kind: ChannelKind
  rows: readonly WebhookErrorRow[]
  totals: WebhookErrorTotals
  filters: readonly SetFilter[]
  nowMs: number
  tools: ReactNode
  ways: Ways
}) {
  const t = await getTranslations('webhookErrors')
  const note = rows.length === 0 ? t('clock') : t('note', { rows: totals.rows, errors: totals.errors })
  return (
    <Panel label={t('title')}>
      <PanelHead title={t('title')} note={note} className="pb-2">
        {tools}
      </PanelHead>
      {totals.off.length === 0 ? null : (
        <p className="mx-4 mb-2 flex gap-2 text-ink-2 text-sm md:mx-6">
          <Icon name="off" className="mt-0.5" />
          {t('offPartly', { count: totals.off.length })}
        </p>
      )}
      {totals.imported.length === 0 ? null : (
        <p className="mx-4 mb-2 flex gap-2 text-ink-2 text-sm md:mx-6">
          <Icon name="download" className="mt-0.5" />
          {t('importedPartly')}
        </p>
      )}
      {rows.length === 0 ? (
        <NoWebhookErrors kind={kind} totals={totals} filters={filters} clear={ways.clear} />
      ) : (
        <DataTable
          caption={t('caption')}
          dense
          head={
            <>
              <Th>{t('columns.date')}</Th>
              <Th>
                {t('columns.start')}
                <span className="md:hidden">–{t('columns.end')}</span>
              </Th>
              <Th className="max-md:hidden">{t('columns.end')}</Th>
              <Th className="max-md:hidden print:table-cell">{t('columns.cause')}</Th>
              <Th className="w-full">{t('columns.detail')}</Th>
              <Th numeric className="max-md:pr-4!">
                {t('columns.errors')}
              </Th>
            </>
          }
        >
          {rows.map((row, index) => (
            <WebhookErrorsRow
              key={`${row.minuteMs} ${row.detail}`}
              row={row}
              above={rows[index - 1]}
              nowMs={nowMs}
              imported={totals.imported.some(({ fromMs, toMs }) => row.minuteMs >= fromMs && row.minuteMs < toMs)}
              href={attemptsAddress(
                channelId,
                { fromMs: row.minuteMs, toMs: row.minuteMs + MINUTE_MS },
                { cause: row.cause, detail: row.detail, zone: LINE_ZONE, send: null, campaign: null },
              )}
            />
          ))}
        </DataTable>
      )}
      <Pager label={t('title')} {...ways} words={{ older: t('older'), newest: t('newest') }} />
    </Panel>
  )
}
