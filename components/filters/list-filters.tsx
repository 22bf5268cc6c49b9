import type { ReactNode } from 'react'
import { SearchField } from '@/components/ui/search-field.tsx'
import { ShareView } from '@/components/ui/share-view.tsx'
import type { RangeName } from '@/lib/charts/resolve-range.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'
import { FilterSheet } from './filter-sheet.tsx'
import { RangeMover } from './range-mover.tsx'
import { ZoneSelect } from './zone-select.tsx'

export type ListFiltersProps = {
  range: TimeRange
  name: RangeName | null
  zone: string
  channelZone: string
  nowMs: number
  /** The page of the list, as it would be named within the exact range. */
  sharedCursor: string | null
}

/** The bar above a list: its own selects (on a phone in a sheet), the search for an event, when, by whose clock. */
export function ListFilters({
  selects,
  filters,
  searchLabel,
  range,
  name,
  zone,
  channelZone,
  nowMs,
  sharedCursor,
}: ListFiltersProps & { selects: (tall: boolean) => ReactNode; filters: readonly string[]; searchLabel: string }) {
  const zoneProps = { zone, channelZone, atMs: range.toMs }
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2 md:mb-4">
      <span className="contents max-md:hidden">{selects(false)}</span>
      <SearchField name="event" label={searchLabel} focusKey="/" className="flex-[3_1_150px] md:max-w-60" />
      <FilterSheet filters={filters}>
        {selects(true)}
        <ZoneSelect {...zoneProps} tall />
      </FilterSheet>
      <span className="flex items-center gap-2 max-md:w-full xl:ml-auto">
        <RangeMover range={range} name={name} zone={zone} nowMs={nowMs} />
        <span className="max-md:hidden">
          <ZoneSelect {...zoneProps} />
        </span>
        <ShareView compact fromMs={range.fromMs} toMs={range.toMs} isMoving={name !== null} cursor={sharedCursor} />
      </span>
    </div>
  )
}
