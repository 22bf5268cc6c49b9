'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ResponseTimes } from '@/lib/domain/statistics/response-times.ts'
import { ChartOrTable } from './chart-or-table.tsx'
import { StateKey } from './state-key.tsx'

const ResponseTimesPlot = dynamic(() => import('./response-times-plot.tsx'), { ssr: false })

/** The chart of response times, or its table. */
export function ResponseTimesView({
  channelId,
  times,
  narrow,
  zone,
  nowMs,
  table,
}: {
  channelId: string
  times: ResponseTimes
  /** The same in as many bars as a phone has room for: percentiles of neighbours cannot be joined here. */
  narrow: ResponseTimes
  zone: string | null
  nowMs: number
  table: ReactNode
}) {
  const t = useTranslations('responseTimes')
  const chart = useTranslations('chart')
  return (
    <ChartOrTable
      table={table}
      lead={<StateKey off={chart('off')} filling={chart('filling')} />}
      press={t('hintPress')}
      note={t('measured')}
    >
      {(onZoom) => (
        <ResponseTimesPlot
          channelId={channelId}
          times={times}
          narrow={narrow}
          nowMs={nowMs}
          zone={zone}
          onZoom={onZoom}
        />
      )}
    </ChartOrTable>
  )
}
