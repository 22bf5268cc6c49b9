import { ShareView } from '@/components/ui/share-view.tsx'
import type { RangeName } from '@/lib/charts/resolve-range.ts'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'
import { LINE_ZONE } from '@/lib/domain/statistics/webhook-errors.ts'
import { CauseDetailSelects } from './cause-detail-selects.tsx'
import { FilterSheet } from './filter-sheet.tsx'
import { knownDetails } from './known-details.ts'
import { RangeMover } from './range-mover.tsx'
import { RangePresets } from './range-presets.tsx'

/** What the table is asked: cause, detail, when. */
export function WebhookErrorsFilters({
  kind,
  range,
  name,
  nowMs,
  sharedCursor,
}: {
  kind: ChannelKind
  range: TimeRange
  name: RangeName | null
  nowMs: number
  /** Where in the list one is, by the name of the exact range. */
  sharedCursor: string | null
}) {
  const details = knownDetails(kind)
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2 md:mb-4">
      <span className="contents max-md:hidden">
        <CauseDetailSelects details={details} />
      </span>
      <FilterSheet filters={['cause', 'detail']}>
        <CauseDetailSelects details={details} tall />
      </FilterSheet>
      <span className="flex-1 max-xl:h-0 max-xl:basis-full max-md:hidden" />
      <RangePresets current={name} />
      <span className="flex items-center gap-2 max-md:w-full md:contents">
        <RangeMover range={range} name={name} zone={LINE_ZONE} nowMs={nowMs} />
        <ShareView fromMs={range.fromMs} toMs={range.toMs} isMoving={name !== null} cursor={sharedCursor} />
      </span>
    </div>
  )
}
