import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { Fragment } from 'react'
import { buttonClass } from '@/components/ui/button.tsx'
import { DataTable, Td, Th } from '@/components/ui/data-table.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { Panel, PanelHead } from '@/components/ui/panel.tsx'
import { Swatch } from '@/components/ui/swatch.tsx'
import { Tag } from '@/components/ui/tag.tsx'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import type { AttemptSummary } from '@/lib/domain/statistics/report-types.ts'
import { formatMs } from '@/lib/i18n/format-number.ts'
import { formatDay, formatMillisecond, formatSecond } from '@/lib/i18n/format-time.ts'

type Ways = {
  attempt: (id: string) => string
  older: string | null
  newest: string | null
  clear: string
  settings: string
}

const LINK = 'attempt-link no-underline after:absolute after:inset-0 focus-visible:outline-offset-0'

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
      <Td className="whitespace-nowrap">
        <time dateTime={new Date(startedAtMs).toISOString()}>
          {formatSecond(startedAtMs, zone)}
          <span className="text-ink-3 max-md:hidden">{formatMillisecond(startedAtMs)}</span>
        </time>
      </Td>
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
            <Link href={href} scroll={false} aria-current={selected || undefined} className={LINK}>
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
            </Link>
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
  kind,
  selected,
  zone,
  narrow,
  any,
  nowMs,
  ways,
}: {
  attempts: readonly AttemptSummary[]
  kind: ChannelKind
  selected: string | null
  zone: string
  narrow: boolean
  /** Whether the channel has attempts at all. */
  any: boolean
  nowMs: number
  ways: Ways
}) {
  const t = await getTranslations('attempts')
  const locale = await getLocale()
  if (attempts.length === 0) {
    return (
      <Panel className="grid min-h-[336px] content-center">
        {any ? (
          <EmptyState
            icon="search"
            title={t('none')}
            actions={
              <Link href={ways.clear} className={buttonClass()}>
                {t('clear')}
              </Link>
            }
          >
            {t('noneSay')}
          </EmptyState>
        ) : (
          <EmptyState
            title={t('noneEver')}
            actions={
              <Link href={ways.settings} className={buttonClass()}>
                {t('toSettings')}
              </Link>
            }
          >
            {t('noneEverSay')}
          </EmptyState>
        )}
      </Panel>
    )
  }
  const dayOf = (ms: number) => formatDay(ms, zone, locale, true)
  return (
    <Panel label={t('title')}>
      <PanelHead title={t('title')} note={t('newestFirst')} className="pb-2" />
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
              {day === dayOf(above?.startedAtMs ?? nowMs) ? null : (
                <tr>
                  <Td colSpan={narrow ? 4 : 5} className="h-8! bg-bg py-1! text-ink-3 text-xs">
                    {day}
                  </Td>
                </tr>
              )}
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
      {ways.older === null && ways.newest === null ? null : (
        <nav aria-label={t('title')} className="flex justify-end gap-2 border-line border-t px-4 py-3 md:px-6">
          {ways.newest === null ? null : (
            <Link href={ways.newest} className={buttonClass()}>
              {t('newest')}
            </Link>
          )}
          {ways.older === null ? null : (
            <Link href={ways.older} className={buttonClass()}>
              {t('older')}
            </Link>
          )}
        </nav>
      )}
    </Panel>
  )
}
