import { ShareView } from '@/components/ui/share-view.tsx'
import type { RangeName } from '@/lib/charts/resolve-range.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'
import { CauseDetailSelects, type DetailChoice } from './cause-detail-selects.tsx'
import { CompareSwitch } from './compare-switch.tsx'
import { FilterSheet } from './filter-sheet.tsx'
import { RangeMover } from './range-mover.tsx'
import { RangePresets } from './range-presets.tsx'
import { StatisticSelect } from './statistic-select.tsx'
import type { Statistic } from './statistics-params.ts'
import { ZoneSelect } from './zone-select.tsx'

/** What the page is asked: which statistic, of what, when, by whose clock. */
export function StatisticsFilters({
  kind,
  range,
  name,
  zone,
  channelZone,
  nowMs,
  details,
}: {
  kind: Statistic
  range: TimeRange
  name: RangeName | null
  zone: string
  channelZone: string
  nowMs: number
  /** Null: the statistic has neither causes nor details. */
  details: readonly DetailChoice[] | null
}) {
  const zoneProps = { zone, channelZone, atMs: range.toMs }
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2 md:mb-4 xl:max-2xl:gap-y-1">
      <StatisticSelect kind={kind} />
      {details === null ? null : (
        <span className="contents max-md:hidden">
          <CauseDetailSelects details={details} withClasses />
        </span>
      )}
      <FilterSheet filters={details === null ? [] : ['cause', 'detail']}>
        {details === null ? null : <CauseDetailSelects details={details} withClasses tall />}
        <ZoneSelect {...zoneProps} tall />
        {kind === 'errors' ? <CompareSwitch tall /> : null}
      </FilterSheet>
      <span className="flex-1 max-2xl:h-0 max-2xl:basis-full max-md:hidden" />
      <RangePresets current={name} />
      <span className="flex items-center gap-2 max-md:w-full md:contents">
        <RangeMover range={range} name={name} zone={zone} nowMs={nowMs} />
        <span className="max-md:hidden">
          <ZoneSelect {...zoneProps} />
        </span>
        <ShareView fromMs={range.fromMs} toMs={range.toMs} isMoving={name !== null} />
      </span>
    </div>
  )
}
