'use client'

import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { SearchField } from '@/components/ui/search-field.tsx'
import { Select } from '@/components/ui/select.tsx'
import type { RangeName } from '@/lib/charts/resolve-range.ts'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'
import { PURPOSES } from '@/lib/domain/taxonomy.ts'
import { ATTEMPT_STATES, attemptsParams, STATUS_CLASSES } from './attempts-params.ts'
import { CauseDetailSelects } from './cause-detail-selects.tsx'
import { FilterSheet } from './filter-sheet.tsx'
import { knownDetails } from './known-details.ts'
import { RangeMover } from './range-mover.tsx'
import { ASK_SERVER } from './statistics-params.ts'
import { ZoneSelect } from './zone-select.tsx'

function find<T extends string>(values: readonly T[], value: string): T | null {
  return values.find((one) => one === value) ?? null
}

function Selects({ kind, tall = false }: { kind: ChannelKind; tall?: boolean }) {
  const t = useTranslations()
  const [{ state, purpose, status }, setParams] = useQueryStates(attemptsParams, ASK_SERVER)
  return (
    <>
      <Select
        label={t('attempts.state')}
        tall={tall}
        value={state ?? ''}
        onChange={({ target }) => setParams({ state: find(ATTEMPT_STATES, target.value) })}
        options={[
          { value: '', label: t('attempts.stateAll') },
          ...ATTEMPT_STATES.map((value) => ({
            value,
            label: t(`attempts.${kind === 'braze' && value === 'delivered' ? 'accepted' : value}`),
          })),
        ]}
      />
      <CauseDetailSelects details={knownDetails(kind)} tall={tall} />
      <Select
        label={t('attempts.purpose')}
        tall={tall}
        value={purpose ?? ''}
        onChange={({ target }) => setParams({ purpose: find(PURPOSES, target.value) })}
        options={[
          { value: '', label: t('attempts.purposeAll') },
          ...PURPOSES.map((value) => ({ value, label: t(`purposes.${value}`) })),
        ]}
      />
      <Select
        label={t('attempts.status')}
        tall={tall}
        value={status ?? ''}
        onChange={({ target }) => setParams({ status: find(STATUS_CLASSES, target.value) })}
        options={[
          { value: '', label: t('attempts.statusAll') },
          ...STATUS_CLASSES.map((value) => ({ value, label: value.toUpperCase() })),
        ]}
      />
    </>
  )
}

/** What the list is asked: outcome, cause, detail, purpose, status, event, when, by whose clock. */
export function AttemptsFilters({
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
  const t = useTranslations('attempts')
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
