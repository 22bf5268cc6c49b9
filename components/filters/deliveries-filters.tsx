'use client'

import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { SearchField } from '@/components/ui/search-field.tsx'
import { Select } from '@/components/ui/select.tsx'
import type { RangeName } from '@/lib/charts/resolve-range.ts'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import { DELIVERY_SOURCES, DELIVERY_STATES, type DeliveryState, SKIP_REASONS } from '@/lib/domain/delivery.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'
import { CAUSES } from '@/lib/domain/taxonomy.ts'
import { deliveriesParams } from './deliveries-params.ts'
import { FilterSheet } from './filter-sheet.tsx'
import { knownDetails } from './known-details.ts'
import { RangeMover } from './range-mover.tsx'
import { ASK_SERVER } from './statistics-params.ts'
import { ZoneSelect } from './zone-select.tsx'

function find<T extends string>(values: readonly T[], value: string): T | null {
  return values.find((one) => one === value) ?? null
}

function Selects({ kind, tall = false }: { kind: ChannelKind; tall?: boolean }) {
  const known = knownDetails(kind)
  const offered: readonly string[] = [...SKIP_REASONS, ...known.map(({ detail }) => detail)]
  const t = useTranslations('deliveries')
  const [{ state, reason, source }, set] = useQueryStates(deliveriesParams, ASK_SERVER)
  const nameOf = (value: DeliveryState) =>
    kind === 'braze' && value === 'delivered' ? t('acceptedByBraze') : t(`states.${value}`)
  // Another filter begins at its first page.
  const setParams = (change: Parameters<typeof set>[0]) => set({ ...change, cursor: null })
  return (
    <>
      <Select
        label={t('state')}
        tall={tall}
        value={state ?? ''}
        onChange={({ target }) => setParams({ state: find(DELIVERY_STATES, target.value) })}
        options={[
          { value: '', label: t('stateAll') },
          ...DELIVERY_STATES.map((value) => ({ value, label: nameOf(value) })),
        ]}
      />
      <Select
        label={t('reason')}
        tall={tall}
        className={tall ? '' : 'w-[184px]'}
        value={reason ?? ''}
        onChange={({ target }) => setParams({ reason: target.value || null })}
        options={[
          { value: '', label: t('reasonAll') },
          ...(reason === null || offered.includes(reason) ? [] : [{ value: reason, label: reason }]),
          ...CAUSES.map((cause) => ({
            label: cause,
            options: known
              .filter((one) => one.cause === cause)
              .map(({ detail }) => ({
                value: detail,
                label: detail,
              })),
          })),
          { label: t('states.skipped'), options: SKIP_REASONS.map((value) => ({ value, label: t(`skips.${value}`) })) },
        ]}
      />
      <Select
        label={t('source')}
        tall={tall}
        value={source ?? ''}
        onChange={({ target }) => setParams({ source: find(DELIVERY_SOURCES, target.value) })}
        options={[
          { value: '', label: t('sourceAll') },
          ...DELIVERY_SOURCES.map((value) => ({ value, label: t(`sources.${value}`) })),
        ]}
      />
    </>
  )
}

/** What the list is asked: state, reason, where it came from, event, when, by whose clock. */
export function DeliveriesFilters({
  kind,
  range,
  name,
  zone,
  channelZone,
  nowMs,
}: {
  kind: ChannelKind
  range: TimeRange
  name: RangeName | null
  zone: string
  channelZone: string
  nowMs: number
}) {
  const t = useTranslations('deliveries')
  const zoneProps = { zone, channelZone, atMs: range.toMs }
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2 md:mb-4">
      <span className="contents max-md:hidden">
        <Selects kind={kind} />
      </span>
      <SearchField name="event" label={t('search')} focusKey="/" className="flex-[1_1_150px] md:max-w-60" />
      <FilterSheet>
        <Selects kind={kind} tall />
        <ZoneSelect {...zoneProps} tall />
      </FilterSheet>
      <span className="flex items-center gap-2 max-md:w-full xl:ml-auto">
        <RangeMover range={range} name={name} zone={zone} nowMs={nowMs} />
        <span className="max-md:hidden">
          <ZoneSelect {...zoneProps} />
        </span>
      </span>
    </div>
  )
}
