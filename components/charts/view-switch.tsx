'use client'

import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { SHOW_ONLY, statisticsParams } from '@/components/filters/statistics-params.ts'
import { Segmented, SegmentedButton } from '@/components/ui/segmented.tsx'

/** The chart, or the same numbers as a table. */
export function ViewSwitch() {
  const t = useTranslations('chart')
  const [{ view }, setParams] = useQueryStates(statisticsParams)
  return (
    <Segmented label={t('view')}>
      <SegmentedButton pressed={view === 'chart'} onClick={() => setParams({ view: null }, SHOW_ONLY)}>
        {t('viewChart')}
      </SegmentedButton>
      <SegmentedButton pressed={view === 'table'} onClick={() => setParams({ view: 'table' }, SHOW_ONLY)}>
        {t('viewTable')}
      </SegmentedButton>
    </Segmented>
  )
}
