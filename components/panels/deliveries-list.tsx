import { getLocale, getTranslations } from 'next-intl/server'
import { Fragment, type ReactNode } from 'react'
import { SelectDelivery, SelectPage } from '@/components/forms/delivery-selection.tsx'
import { buttonClass } from '@/components/ui/button.tsx'
import { DataTable, Td, Th } from '@/components/ui/data-table.tsx'
import { Pager } from '@/components/ui/pager.tsx'
import { Panel, PanelHead } from '@/components/ui/panel.tsx'
import { QuietLink } from '@/components/ui/quiet-link.tsx'
import { ROW_LINK, WHOLE_ROW } from '@/components/ui/row-link.ts'
import { DayRow, RowMoment } from '@/components/ui/row-moment.tsx'
import { Tag } from '@/components/ui/tag.tsx'
import type { DeliveryView } from '@/lib/domain/delivery.ts'
import { formatCount } from '@/lib/i18n/format-number.ts'
import { formatDay, formatMillisecond, formatSecond, formatSpan } from '@/lib/i18n/format-time.ts'
import { StateMark, StateWords } from './delivery-state.tsx'
import { NothingListed } from './nothing-listed.tsx'
import type { SetFilter } from './set-filters.ts'

type Ways = {
  delivery: (id: string) => string
  older: string | null
  newest: string | null
  /** The same range without filters. */
  clear: string
  /** Only LINE's events can be sent as a test. */
  test: string | null
  settings: string
}

/** What can be sent again: all that has ended. */
export function isChoosable({ state }: DeliveryView): boolean {
  return state !== 'pending'
}

async function Row({
  delivery,
  zone,
  nowMs,
  suspended,
  href,
  selectable,
}: {
  delivery: DeliveryView
  zone: string
  nowMs: number
  suspended: boolean
  href: string
  selectable: boolean
}) {
  const t = await getTranslations('deliveries')
  const locale = await getLocale()
  const { id, createdAtMs, attempts, nextAttemptAtMs, isBeingSent, state, source, webhookEventId, duplicates } =
    delivery
  const time = `${formatSecond(createdAtMs, zone)}${formatMillisecond(createdAtMs)}`
  const waitMs = (nextAttemptAtMs ?? 0) - nowMs
  return (
    <tr className="relative hover:bg-sunken">
      {selectable ? (
        <Td className="w-8">
          {isChoosable(delivery) ? <SelectDelivery id={id} label={t('select', { time })} /> : null}
        </Td>
      ) : null}
      <RowMoment atMs={createdAtMs} zone={zone} />
      <Td>
        <span className="grid grid-cols-[16px_1fr] items-center gap-x-2">
          <StateMark delivery={delivery} />
          <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
            <QuietLink {...ROW_LINK} href={href} className={WHOLE_ROW}>
              <StateWords delivery={delivery} />
            </QuietLink>
            {duplicates > 0 ? <Tag>{t('duplicates', { count: duplicates })}</Tag> : null}
          </span>
        </span>
      </Td>
      <Td numeric className="max-md:pr-4!">
        {t('attemptsCount', { count: formatCount(attempts) })}
      </Td>
      <Td className="whitespace-nowrap text-ink-2 max-md:hidden">
        {state !== 'pending' || nextAttemptAtMs === null || isBeingSent
          ? '–'
          : suspended
            ? t('suspended')
            : waitMs < 1_000
              ? t('soon')
              : t('in', { span: formatSpan(waitMs, locale) })}
      </Td>
      <Td className="whitespace-nowrap text-ink-2 max-md:hidden">{t(`sources.${source}`)}</Td>
      <Td className="whitespace-nowrap font-mono text-ink-3 text-xs max-md:hidden" title={webhookEventId ?? undefined}>
        {webhookEventId ?? '–'}
      </Td>
    </tr>
  )
}

/** Deliveries, newest first, a page at a time; each row leads to its own page. `tools`: what can be done with them. */
export async function DeliveriesList({
  deliveries,
  zone,
  any,
  filters,
  suspended,
  nowMs,
  tools,
  selectable,
  ways,
}: {
  deliveries: readonly DeliveryView[]
  zone: string
  /** Whether the channel has deliveries at all. */
  any: boolean
  filters: readonly SetFilter[]
  /** Whether sending to the channel is suspended: then nobody knows when what waits is sent. */
  suspended: boolean
  nowMs: number
  tools: ReactNode
  /** Whether the reader may send again. */
  selectable: boolean
  ways: Ways
}) {
  const t = await getTranslations('deliveries')
  const locale = await getLocale()
  if (deliveries.length === 0) {
    const firstSteps = (
      <>
        <QuietLink href={ways.settings} className={buttonClass()}>
          {t('toSettings')}
        </QuietLink>
        {ways.test === null ? null : (
          <QuietLink href={ways.test} className={buttonClass('primary')}>
            {t('sendTest')}
          </QuietLink>
        )}
      </>
    )
    const words = {
      none: t('none'),
      noneInRange: t('noneInRange'),
      noneEver: t('noneEver'),
      noneEverSay: t(ways.test === null ? 'noneEverSayBraze' : 'noneEverSay'),
    }
    return <NothingListed any={any} words={words} filters={filters} clear={ways.clear} actions={firstSteps} />
  }
  const dayOf = (ms: number) => formatDay(ms, zone, locale, true)
  return (
    <Panel label={t('title')}>
      <PanelHead title={t('title')} note={t('newestFirst')} className="min-h-12 pb-2">
        {tools}
      </PanelHead>
      <DataTable
        caption={t('caption')}
        head={
          <>
            {selectable ? (
              <Th className="w-8">
                <SelectPage label={t('selectPage')} />
              </Th>
            ) : null}
            <Th>{t('acceptedAt')}</Th>
            <Th>{t('state')}</Th>
            <Th numeric className="max-md:pr-4!">
              {t('attempts')}
            </Th>
            <Th className="max-md:hidden">{t('next')}</Th>
            <Th className="max-md:hidden">{t('source')}</Th>
            <Th className="max-md:hidden">{t('eventId')}</Th>
          </>
        }
      >
        {deliveries.map((delivery, index) => {
          const day = dayOf(delivery.createdAtMs)
          return (
            <Fragment key={delivery.id}>
              {day === dayOf(deliveries[index - 1]?.createdAtMs ?? nowMs) ? null : (
                <DayRow columns={selectable ? 7 : 6}>{day}</DayRow>
              )}
              <Row
                delivery={delivery}
                zone={zone}
                nowMs={nowMs}
                suspended={suspended}
                href={ways.delivery(delivery.id)}
                selectable={selectable}
              />
            </Fragment>
          )
        })}
      </DataTable>
      <Pager label={t('title')} {...ways} words={{ older: t('older'), newest: t('newest') }} />
    </Panel>
  )
}
