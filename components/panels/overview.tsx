import { getLocale, getTranslations } from 'next-intl/server'
import { AutoRefresh } from '@/components/ui/auto-refresh.tsx'
import { buttonClass } from '@/components/ui/button.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { MoreRows } from '@/components/ui/more-rows.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { QuietLink } from '@/components/ui/quiet-link.tsx'
import { RowKeys } from '@/components/ui/row-keys.tsx'
import { SaveMenu } from '@/components/ui/save-menu.tsx'
import { SearchField } from '@/components/ui/search-field.tsx'
import { destinationUrlOf } from '@/lib/domain/channel.ts'
import { matchesQuery, type Searchable, searchable, searchWords } from '@/lib/domain/search-text.ts'
import { compareUrgency, groupOf, STANDING_GROUPS, type StandingGroup, standingOf } from '@/lib/domain/standing.ts'
import { formatAgo } from '@/lib/i18n/format-time.ts'
import type { ChannelOverview } from '@/lib/reports/channel-overview.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { DOT_BEFORE, DOTTED } from './dotted.ts'
import { OverviewRow, overviewPieces } from './overview-row.tsx'
import { withSentences } from './overview-sentences.ts'

function nameOf({ channel }: ChannelOverview): Searchable {
  return searchable(`${channel.name} ${destinationUrlOf(channel) ?? ''} ${channel.id}`)
}

/** As many rows are written at first: a person looks at the worst, and the others are searched for. */
const FIRST_ROWS = 50

type Props = {
  ctx: ReportContext
  rows: ChannelOverview[]
  query: string
  /** How many rows the reader asked for; null: as many as are written at first. */
  asked: number | null
}

/** Every channel: what needs attention first, its situation as a sentence before its numbers. */
export async function Overview({ ctx, rows, query, asked }: Props) {
  const t = await getTranslations('overview')
  const locale = await getLocale()
  const nowMs = ctx.now()
  const words = searchWords(query)
  const stood = rows.map((row) => ({ row, group: groupOf(standingOf(row)) }))
  const found = stood.filter(({ row }) => words.length === 0 || matchesQuery(nameOf(row), words))
  const ranked = STANDING_GROUPS.flatMap((group) =>
    found.filter((one) => one.group === group).sort((a, b) => compareUrgency(a.row, b.row)),
  )
  const most = Math.max(FIRST_ROWS, asked ?? 0)
  const shown = await withSentences(ctx, ranked.slice(0, most), { locale, nowMs })
  const groups = STANDING_GROUPS.map((group) => ({
    group,
    count: ranked.filter((one) => one.group === group).length,
    rows: shown.filter((one) => one.group === group),
  })).filter((one) => one.rows.length > 0)
  const count = (group: StandingGroup) => stood.filter((one) => one.group === group).length
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
  const pieces = await overviewPieces()
  const address = (wanted: number) =>
    `/?${new URLSearchParams({ ...(query === '' ? {} : { q: query }), shown: String(wanted) })}`

  return (
    <div className="wrap">
      <RowKeys />
      <div className="flex items-end justify-between gap-6 py-4 md:pt-8 md:pb-6 max-md:block">
        <div>
          <h1 className="text-2xl tracking-[-.01em]">{heading}</h1>
          <p className={`mt-1 items-center text-ink-2 text-sm ${DOTTED}`}>
            <span>
              {words.length === 0 || found.length === 0
                ? t('sub', { count: rows.length })
                : t('found', { query, count: found.length, all: rows.length })}
            </span>
            {oldestAtMs === null ? null : (
              <span className={`text-ink ${DOT_BEFORE}`}>
                {t('waitingInAll', { count: pending, ago: formatAgo(oldestAtMs, nowMs, locale) })}
              </span>
            )}
            <AutoRefresh renderedAtMs={nowMs} />
          </p>
        </div>
        <div className="flex gap-2 max-md:mt-3 max-md:flex-wrap">
          <ClientMessages namespaces={['overview']}>
            <SearchField name="q" label={t('search')} focusKey="/" className="w-60 max-md:w-full" />
          </ClientMessages>
          <SaveMenu of={t('list')} table={{ path: '/api/v1/overview' }} />
          <QuietLink href="/channels/new" className={buttonClass('primary')}>
            <Icon name="plus" />
            {t('newChannel')}
          </QuietLink>
        </div>
      </div>
      {groups.length === 0 ? (
        <Panel>
          <EmptyState
            icon="search"
            title={t('none')}
            actions={
              <QuietLink href="/" className={buttonClass()}>
                {t('clear')}
              </QuietLink>
            }
          >
            {t('noneSay', { query })}
          </EmptyState>
        </Panel>
      ) : (
        groups.map(({ group, count, rows: inGroup }, index) => (
          <section key={group} aria-labelledby={`group-${group}`} className={index === 0 ? '' : 'mt-6 max-md:mt-4'}>
            <div className="overview-columns mb-2 items-end text-ink-3 text-xs max-md:block max-md:px-0">
              <h2 id={`group-${group}`} className="text-ink text-sm">
                {t(`groups.${group}`)} <span className="ml-1 font-normal text-ink-3">{count}</span>
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
                <OverviewRow
                  key={row.channel.id}
                  row={row}
                  sentence={sentence}
                  pieces={pieces}
                  nowMs={nowMs}
                  locale={locale}
                />
              ))}
            </ul>
          </section>
        ))
      )}
      {ranked.length <= FIRST_ROWS ? null : (
        <MoreRows
          label={t('list')}
          shown={shown.length}
          say={t('shown', { shown: shown.length, count: ranked.length })}
          ways={[
            ...(ranked.length - shown.length > FIRST_ROWS
              ? [{ href: address(shown.length + FIRST_ROWS), words: t('more', { count: FIRST_ROWS }) }]
              : []),
            ...(ranked.length > shown.length ? [{ href: address(ranked.length), words: t('all') }] : []),
          ]}
        />
      )}
    </div>
  )
}
