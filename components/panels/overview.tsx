import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { AutoRefresh } from '@/components/ui/auto-refresh.tsx'
import { buttonClass } from '@/components/ui/button.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { RowKeys } from '@/components/ui/row-keys.tsx'
import { SaveMenu } from '@/components/ui/save-menu.tsx'
import { SearchField } from '@/components/ui/search-field.tsx'
import { destinationUrlOf } from '@/lib/domain/channel.ts'
import { matchesQuery, type Searchable, searchable, searchWords } from '@/lib/domain/search-text.ts'
import { compareUrgency, STANDING_GROUPS, standingOf } from '@/lib/domain/standing.ts'
import { formatAgo } from '@/lib/i18n/format-time.ts'
import type { ChannelOverview } from '@/lib/reports/channel-overview.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { lastArrivals } from '@/lib/reports/last-arrivals.ts'
import { OVERVIEW_COLUMNS, OverviewRow } from './overview-row.tsx'
import { standingSentence } from './standing-sentence.ts'

function nameOf({ channel }: ChannelOverview): Searchable {
  return searchable(`${channel.name} ${destinationUrlOf(channel) ?? ''} ${channel.id}`)
}

/** Every channel: what needs attention first, its situation as a sentence before its numbers. */
export async function Overview({ ctx, rows, query }: { ctx: ReportContext; rows: ChannelOverview[]; query: string }) {
  const t = await getTranslations('overview')
  const locale = await getLocale()
  const nowMs = ctx.now()
  const silent = rows.filter((row) => standingOf(row) === 'nothing_arrives').map(({ channel }) => channel)
  const arrivals = await lastArrivals(ctx, silent)
  const stood = await Promise.all(
    rows.map(async (row) => {
      const lastArrivalAtMs = arrivals.get(row.channel.no) ?? null
      return { row, sentence: await standingSentence(row, { locale, nowMs, lastArrivalAtMs, streak: null }) }
    }),
  )
  const count = (group: string) => stood.filter(({ sentence }) => sentence.group === group).length
  const heading =
    count('attention') > 0
      ? t('attention', { count: count('attention') })
      : count('watch') > 0
        ? t('watch')
        : count('fine') > 0
          ? t('fine')
          : t('off')
  const pending = rows.reduce((sum, { waiting }) => sum + waiting.pending, 0)
  const oldestAtMs = rows.reduce<number | null>(
    (oldest, { waiting }) =>
      waiting.oldestAtMs === null ? oldest : Math.min(oldest ?? waiting.oldestAtMs, waiting.oldestAtMs),
    null,
  )
  const words = searchWords(query)
  const shown = stood.filter(({ row }) => words.length === 0 || matchesQuery(nameOf(row), words))
  const groups = STANDING_GROUPS.map((group) => ({
    group,
    rows: shown.filter(({ sentence }) => sentence.group === group).sort((a, b) => compareUrgency(a.row, b.row)),
  })).filter(({ rows }) => rows.length > 0)

  return (
    <div className="wrap">
      <RowKeys />
      <div className="flex items-end justify-between gap-6 py-4 md:pt-8 md:pb-6 max-md:block">
        <div>
          <h1 className="text-2xl tracking-[-.01em]">{heading}</h1>
          <p className="mt-1 flex flex-wrap items-center gap-x-2 text-ink-2 text-sm">
            <span>{t('sub', { count: rows.length })}</span>
            {oldestAtMs === null ? null : (
              <span>{t('waitingInAll', { count: pending, ago: formatAgo(oldestAtMs, nowMs, locale) })}</span>
            )}
            <AutoRefresh renderedAtMs={nowMs} />
          </p>
        </div>
        <div className="flex gap-2 max-md:mt-3">
          <ClientMessages namespaces={['overview']}>
            <SearchField name="q" label={t('search')} focusKey="/" className="w-60 max-md:w-auto max-md:flex-1" />
          </ClientMessages>
          <SaveMenu of={t('list')} table={{ path: '/api/v1/overview' }} />
          <Link href="/channels/new" className={buttonClass('primary')}>
            <Icon name="plus" />
            {t('newChannel')}
          </Link>
        </div>
      </div>
      {groups.length === 0 ? (
        <Panel>
          <EmptyState
            icon="search"
            title={t('none')}
            actions={
              <Link href="/" className={buttonClass()}>
                {t('clear')}
              </Link>
            }
          >
            {t('noneSay', { query })}
          </EmptyState>
        </Panel>
      ) : (
        groups.map(({ group, rows: inGroup }, index) => (
          <section key={group} aria-labelledby={`group-${group}`} className={index === 0 ? '' : 'mt-6 max-md:mt-4'}>
            <div className={`mb-2 items-end text-ink-3 text-xs ${OVERVIEW_COLUMNS} max-md:block max-md:px-0`}>
              <h2 id={`group-${group}`} className="text-ink text-sm">
                {t(`groups.${group}`)} <span className="ml-1 font-normal text-ink-3">{inGroup.length}</span>
              </h2>
              {index === 0 ? (
                <>
                  <span className="max-md:hidden">{t('situation')}</span>
                  <span className="max-md:hidden">{t('shares')}</span>
                  <span className="text-right max-md:hidden">{t('errors')}</span>
                  <span className="text-right max-md:hidden">{t('rate')}</span>
                  <span className="text-right max-md:hidden">{t('lastError')}</span>
                  <span className="max-xl:hidden">{t('switches')}</span>
                </>
              ) : null}
            </div>
            <ul className="rounded-lg border border-line bg-surface">
              {inGroup.map(({ row, sentence }) => (
                <OverviewRow key={row.channel.id} row={row} sentence={sentence} nowMs={nowMs} locale={locale} />
              ))}
            </ul>
          </section>
        ))
      )}
    </div>
  )
}
