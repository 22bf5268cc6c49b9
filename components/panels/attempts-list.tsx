import { getLocale, getTranslations } from 'next-intl/server'
import { Fragment } from 'react'
import { buttonClass } from '@/components/ui/button.tsx'
import { DataTable, Td, Th } from '@/components/ui/data-table.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { Kbd } from '@/components/ui/kbd.tsx'
import { Pager } from '@/components/ui/pager.tsx'
import { Panel, PanelHead } from '@/components/ui/panel.tsx'
import { QuietLink } from '@/components/ui/quiet-link.tsx'
import { ROW_LINK, WHOLE_ROW } from '@/components/ui/row-link.ts'
import { DayRow, RowMoment } from '@/components/ui/row-moment.tsx'
import { type SavedTable, SaveMenu } from '@/components/ui/save-menu.tsx'
import { Swatch } from '@/components/ui/swatch.tsx'
import { Tag } from '@/components/ui/tag.tsx'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import type { AttemptSummary } from '@/lib/domain/statistics/report-types.ts'
import { formatMs } from '@/lib/i18n/format-number.ts'
import { formatDay } from '@/lib/i18n/format-time.ts'
import type { AttemptsTotal } from '@/lib/reports/list-attempts.ts'
import { NothingListed } from './nothing-listed.tsx'
import type { SetFilter } from './set-filters.ts'

type Ways = {
  attempt: (id: string) => string
  older: string | null
  newest: string | null
  /** The same range without filters. */
  clear: string
  settings: string
}

async function Row({
  attempt,
  kind,
  selected,
  zone,
  href,
  narrow,
}: {
  attempt: AttemptSummary
  kind: ChannelKind
  selected: boolean
  zone: string
  href: string
  narrow: boolean
}) {
  const t = await getTranslations('attempts')
  const remarks = await getTranslations('remarks')
  const { outcome, startedAtMs, durationMs, purpose, counted, remoteAddress, webhookEventId } = attempt
  const remark =
    purpose === 'verification'
      ? t('verification')
      : [purpose === 'redelivery' ? t('redelivery') : null, counted ? null : t('notCounted')]
          .filter(Boolean)
          .join(' · ')
  return (
    <tr data-selected={selected || undefined} className="relative hover:bg-sunken">
      <RowMoment atMs={startedAtMs} zone={zone} />
      <Td>
        <span className="grid grid-cols-[16px_1fr] items-center gap-x-2">
          {outcome.cause === null ? (
            <span className="text-ok">
              <Icon name="check" />
            </span>
          ) : (
            <Swatch cause={outcome.cause} className="justify-self-center" />
          )}
          <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
            <QuietLink
              {...ROW_LINK}
              href={href}
              scroll={false}
              aria-current={selected || undefined}
              className={WHOLE_ROW}
            >
              {outcome.cause === null ? (
                <>
                  {t(kind === 'braze' ? 'accepted' : 'delivered')} <span className="text-ink-3">{outcome.status}</span>
                </>
              ) : (
                <>
                  <b>{outcome.detail}</b>
                  <span className="sr-only"> ({outcome.cause})</span>
                </>
              )}
            </QuietLink>
            {outcome.note === undefined ? null : <Tag>{remarks(`notes.${outcome.note}`)}</Tag>}
            {remark === '' ? null : <Tag>{remark}</Tag>}
          </span>
        </span>
      </Td>
      <Td numeric>
        {formatMs(durationMs)}
        <span className="text-ink-3"> ms</span>
      </Td>
      {narrow ? null : <Td className="whitespace-nowrap text-ink-2 max-md:hidden">{remoteAddress ?? '–'}</Td>}
      <Td className="whitespace-nowrap font-mono text-ink-3 text-xs max-md:hidden" title={webhookEventId ?? undefined}>
        {webhookEventId === null ? '–' : narrow ? `…${webhookEventId.slice(-8)}` : webhookEventId}
      </Td>
    </tr>
  )
}

/** Attempts, newest first, a page at a time; each row leads to its own address. */
export async function AttemptsList({
  attempts,
  total,
  kind,
  selected,
  zone,
  narrow,
  any,
  filters,
  nowMs,
  ways,
  saved,
}: {
  attempts: readonly AttemptSummary[]
  /** Of all pages. */
  total: AttemptsTotal
  kind: ChannelKind
  selected: string | null
  zone: string
  narrow: boolean
  /** Whether the channel has attempts at all. */
  any: boolean
  filters: readonly SetFilter[]
  nowMs: number
  ways: Ways
  saved: SavedTable
}) {
  const t = await getTranslations('attempts')
  const locale = await getLocale()
  if (attempts.length === 0) {
    const toSettings = (
      <QuietLink href={ways.settings} className={buttonClass()}>
        {t('toSettings')}
      </QuietLink>
    )
    const words = {
      none: t('none'),
      noneInRange: t('noneInRange'),
      noneEver: t('noneEver'),
      noneEverSay: t('noneEverSay'),
    }
    return <NothingListed any={any} words={words} filters={filters} clear={ways.clear} actions={toSettings} />
  }
  const dayOf = (ms: number) => formatDay(ms, zone, locale, true)
  return (
    <Panel label={t('title')}>
      <PanelHead
        title={t('title')}
        note={
          <>
            {t('note', { count: total.count, more: total.more ? 'yes' : 'no' })}
            {total.count === attempts.length ? null : (
              <span className="hidden print:inline">
                {' · '}
                {t('ofThem', { count: attempts.length, newest: ways.newest === null ? 'yes' : 'no' })}
              </span>
            )}
          </>
        }
        className="pb-2"
      >
        <span aria-hidden="true" className="letter-key flex gap-3 text-ink-3 text-xs max-md:hidden">
          <span className="inline-flex items-center gap-1">
            <Kbd>j</Kbd>
            <Kbd>k</Kbd> {t('keyMove')}
          </span>
          {narrow ? (
            <span className="inline-flex items-center gap-1">
              <Kbd>Esc</Kbd> {t('keyClose')}
            </span>
          ) : null}
        </span>
        <SaveMenu of={t('title')} table={saved} />
      </PanelHead>
      <DataTable
        caption={t('caption')}
        head={
          <>
            <Th>{t('time')}</Th>
            <Th>{t('outcome')}</Th>
            <Th numeric>{t('took')}</Th>
            {narrow ? null : <Th className="max-md:hidden">{t('address')}</Th>}
            <Th className="max-md:hidden">{t('eventId')}</Th>
          </>
        }
      >
        {attempts.map((attempt, index) => {
          const above = attempts[index - 1]
          const day = dayOf(attempt.startedAtMs)
          return (
            <Fragment key={attempt.id}>
              {day === dayOf(above?.startedAtMs ?? nowMs) ? null : <DayRow columns={narrow ? 4 : 5}>{day}</DayRow>}
              <Row
                attempt={attempt}
                kind={kind}
                selected={attempt.id === selected}
                zone={zone}
                href={ways.attempt(attempt.id)}
                narrow={narrow}
              />
            </Fragment>
          )
        })}
      </DataTable>
      <Pager label={t('title')} {...ways} words={{ older: t('older'), newest: t('newest') }} />
    </Panel>
  )
}
