'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ResponseTimes } from '@/lib/domain/statistics/response-times.ts'
import { ChartOrTable } from './chart-or-table.tsx'

const ResponseTimesPlot = dynamic(() => import('./response-times-plot.tsx'), { ssr: false })

/** The chart of response times, or its table. */
export function ResponseTimesView({
  channelId,
  times,
  zone,
  nowMs,
  table,
}: {
  channelId: string
  times: ResponseTimes
  zone: string | null
  nowMs: number
  table: ReactNode
}) {
  const t = useTranslations('responseTimes')
  return (
    <ChartOrTable table={table} press={t('hintPress')} note={t('measured')}>
      {(onZoom) => <ResponseTimesPlot channelId={channelId} times={times} nowMs={nowMs} zone={zone} onZoom={onZoom} />}
    </ChartOrTable>
  )
}
