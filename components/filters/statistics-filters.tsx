import { useTranslations } from 'next-intl'
import { Select } from '@/components/ui/select.tsx'
import type { RangeName } from '@/lib/charts/resolve-range.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'
import { CauseDetailSelects, type DetailChoice } from './cause-detail-selects.tsx'
import { FilterSheet } from './filter-sheet.tsx'
import { RangeMover } from './range-mover.tsx'
import { RangePresets } from './range-presets.tsx'
import { ZoneSelect } from './zone-select.tsx'

/** What the page is asked: which statistic, of what, when, by whose clock. */
export function StatisticsFilters({
  range,
  name,
  zone,
  channelZone,
  nowMs,
  details,
}: {
  range: TimeRange
  name: RangeName | null
  zone: string
  channelZone: string
  nowMs: number
  details: readonly DetailChoice[]
}) {
  const t = useTranslations('statistics')
  const zoneProps = { zone, channelZone, atMs: range.toMs }
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2 md:mb-4">
      <Select
        label={t('kind')}
        strong
        className="max-md:flex-1"
        defaultValue="errors"
        options={[{ value: 'errors', label: t('kindErrors') }]}
      />
      <span className="contents max-md:hidden">
        <CauseDetailSelects details={details} />
      </span>
      <FilterSheet>
        <CauseDetailSelects details={details} tall />
        <ZoneSelect {...zoneProps} tall />
      </FilterSheet>
      <span className="flex-1 max-[1380px]:h-0 max-[1380px]:basis-full max-md:hidden" />
      <RangePresets current={name} />
      <RangeMover range={range} name={name} zone={zone} nowMs={nowMs} />
      <span className="max-md:hidden">
        <ZoneSelect {...zoneProps} />
      </span>
    </div>
  )
}
