'use client'

import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { Button } from '@/components/ui/button.tsx'
import { Segmented, SegmentedButton } from '@/components/ui/segmented.tsx'
import { RANGES, type RangeName } from '@/lib/charts/resolve-range.ts'
import { ASK_SERVER, statisticsParams } from './statistics-params.ts'

function useChooseRange(): (range: RangeName) => void {
  const [, setParams] = useQueryStates(statisticsParams, ASK_SERVER)
  return (range) => setParams({ range, from: null, to: null })
}

/** The ranges that end now, beside each other. */
export function RangePresets({ current }: { current: RangeName | null }) {
  const t = useTranslations('filters')
  const choose = useChooseRange()
  return (
    <Segmented label={t('range')} className="max-md:hidden">
      {RANGES.map((range) => (
        <SegmentedButton key={range} pressed={range === current} onClick={() => choose(range)}>
          {t(`ranges.${range}`)}
        </SegmentedButton>
      ))}
    </Segmented>
  )
}

/** The same in a sheet. */
export function RangePresetGrid({ current, onChosen }: { current: RangeName | null; onChosen: () => void }) {
  const t = useTranslations('filters')
  const choose = useChooseRange()
  return (
    <fieldset aria-label={t('range')} className="grid min-w-0 grid-cols-3 gap-2 md:hidden">
      {RANGES.map((range) => (
        <Button
          key={range}
          aria-pressed={range === current}
          className="h-10 px-0"
          onClick={() => {
            choose(range)
            onChosen()
          }}
        >
          {t(`ranges.${range}`)}
        </Button>
      ))}
    </fieldset>
  )
}
