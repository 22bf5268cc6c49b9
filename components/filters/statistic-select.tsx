'use client'

import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { Select } from '@/components/ui/select.tsx'
import { ASK_SERVER, STATISTICS, type Statistic, statisticsParams } from './statistics-params.ts'

/** What the page is about. The range, the zone and the view stay; filters of the other statistic go. */
export function StatisticSelect({ kind }: { kind: Statistic }) {
  const t = useTranslations('statistics')
  const [, setParams] = useQueryStates(statisticsParams, ASK_SERVER)
  const names = { errors: t('kindErrors'), deliveries: t('kindDeliveries'), response_times: t('kindResponseTimes') }
  return (
    <Select
      label={t('kind')}
      strong
      className="max-md:flex-1"
      value={kind}
      onChange={({ target }) =>
        setParams({
          kind: STATISTICS.find((one) => one === target.value) ?? null,
          cause: null,
          detail: null,
          hide: null,
          patterns: null,
        })
      }
      options={STATISTICS.map((value) => ({ value, label: names[value] }))}
    />
  )
}
