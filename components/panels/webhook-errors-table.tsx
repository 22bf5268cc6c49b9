import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { attemptsAddress } from '@/components/charts/attempts-address.ts'
import { buttonClass } from '@/components/ui/button.tsx'
import { DataTable, Td, Th } from '@/components/ui/data-table.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { Pager } from '@/components/ui/pager.tsx'
import { Panel, PanelHead } from '@/components/ui/panel.tsx'
import { QuietLink } from '@/components/ui/quiet-link.tsx'
import { ROW_LINK } from '@/components/ui/row-link.ts'
import { Swatch } from '@/components/ui/swatch.tsx'
import { Tag } from '@/components/ui/tag.tsx'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import { LINE_ZONE, lineDate, lineTime, type WebhookErrorRow } from '@/lib/domain/statistics/webhook-errors.ts'
import { MINUTE_MS } from '@/lib/domain/statistics/zone-days.ts'
import { formatCount } from '@/lib/i18n/format-number.ts'
import type { WebhookErrorTotals } from '@/lib/reports/webhook-errors.ts'

type Ways = { older: string | null; newest: string | null; unfiltered: string }

/** Errors, newest first, a row for each minute, cause and detail; each leads to its attempts, unless it was imported. */
export async function WebhookErrorsTable({
  channelId,
  rows,
  totals,
  filtered,
  nowMs,
  tools,
  ways,
  kind,
}: {
  channelId: string
  kind: ChannelKind
  rows: readonly WebhookErrorRow[]
  totals: WebhookErrorTotals
  filtered: boolean
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
        <Nothing kind={kind} totals={totals} filtered={filtered} unfiltered={ways.unfiltered} />
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
              <Th className="max-md:hidden">{t('columns.cause')}</Th>
              <Th className="w-full">{t('columns.detail')}</Th>
              <Th numeric className="max-md:pr-4!">
                {t('columns.errors')}
              </Th>
            </>
          }
        >
          {rows.map((row, index) => (
            <Row
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

async function Row({
  row,
  above,
  nowMs,
  imported,
  href,
}: {
  row: WebhookErrorRow
  above: WebhookErrorRow | undefined
  nowMs: number
  /** There are no attempts that it could lead to. */
  imported: boolean
  href: string
}) {
  const t = await getTranslations('webhookErrors')
  const { minuteMs, firstAtMs, lastAtMs, cause, detail, errors } = row
  const date = lineDate(firstAtMs)
  const again = above !== undefined && lineDate(above.firstAtMs) === date
  return (
    <tr className="relative hover:bg-sunken">
      <Td className={`whitespace-nowrap ${again ? 'text-ink-3' : ''}`}>
        <span className="max-md:hidden">{date}</span>
        <span className="md:hidden">{date.slice(5)}</span>
      </Td>
      <Td className="whitespace-nowrap">
        {lineTime(firstAtMs)}
        <span className="md:hidden">{untilShort(firstAtMs, lastAtMs)}</span>
      </Td>
      <Td className="whitespace-nowrap max-md:hidden">{lineTime(lastAtMs)}</Td>
      <Td className="whitespace-nowrap max-md:hidden">
        <span lang="en" className="inline-flex items-center gap-2">
          <Swatch cause={cause} />
          {cause}
        </span>
      </Td>
      <Td>
        <span className="flex items-center gap-x-2 max-md:items-start">
          <Swatch cause={cause} className="mt-[5px] flex-none md:hidden" />
          <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
            {imported ? (
              <span lang="en">
                {detail}
                <span className="sr-only md:hidden"> ({cause})</span>
              </span>
            ) : (
              <QuietLink
                {...ROW_LINK}
                href={href}
                lang="en"
                className="no-underline after:absolute after:inset-0 hover:underline focus-visible:outline-offset-0"
              >
                {detail}
                <span className="sr-only md:hidden"> ({cause})</span>
              </QuietLink>
            )}
            {imported ? <Tag className="whitespace-nowrap">{t('imported')}</Tag> : null}
            {minuteMs + MINUTE_MS > nowMs ? <Tag className="whitespace-nowrap">{t('filling')}</Tag> : null}
          </span>
        </span>
      </Td>
      <Td numeric className="font-semibold max-md:pr-4!">
        {formatCount(errors)}
      </Td>
    </tr>
  )
}

/** On a phone, where the end has no column: its seconds alone when the minute is that of the start. */
function untilShort(firstAtMs: number, lastAtMs: number): string {
  const [first, last] = [lineTime(firstAtMs), lineTime(lastAtMs)]
  if (first === last) return ''
  return `–${first.slice(0, 5) === last.slice(0, 5) ? last.slice(6) : last}`
}

/** Why there is no row: nothing fits, nothing was sent, or all of it arrived. */
async function Nothing({
  kind,
  totals,
  filtered,
  unfiltered,
}: {
  kind: ChannelKind
  totals: WebhookErrorTotals
  filtered: boolean
  unfiltered: string
}) {
  const t = await getTranslations('webhookErrors')
  const place = 'min-h-[336px]'
  if (filtered) {
    return (
      <EmptyState
        className={place}
        icon="search"
        title={t('noneFits')}
        actions={
          <QuietLink href={unfiltered} className={buttonClass()}>
            {t('unfilter')}
          </QuietLink>
        }
      >
        {t('noneFitsSay')}
      </EmptyState>
    )
  }
  if (totals.imported.length > 0) {
    return (
      <EmptyState className={place} title={t('noneImported')}>
        {t('noneImportedSay')}
      </EmptyState>
    )
  }
  return totals.attempts === 0 ? (
    <EmptyState className={place} title={t('noTraffic')}>
      {t('noTrafficSay')}
    </EmptyState>
  ) : (
    <EmptyState className={place} icon="good" tone="ok" title={t('allArrived', { kind })}>
      {t('allArrivedSay', { attempts: totals.attempts })}
    </EmptyState>
  )
}
