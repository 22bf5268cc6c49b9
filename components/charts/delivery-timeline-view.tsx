'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import type { DeliveryTimeline } from '@/lib/domain/statistics/delivery-timeline.ts'
import { ChartOrTable } from './chart-or-table.tsx'
import { StateKey } from './state-key.tsx'

const DeliveryPlot = dynamic(() => import('./delivery-plot.tsx'), { ssr: false })

/** The chart of deliveries, or its table. */
export function DeliveryTimelineView({
  channelId,
  kind,
  timeline,
  zone,
  nowMs,
  table,
}: {
  channelId: string
  kind: ChannelKind
  timeline: DeliveryTimeline
  zone: string | null
  nowMs: number
  table: ReactNode
}) {
  const t = useTranslations('deliveryChart')
  return (
    <ChartOrTable table={table} lead={<StateKey filling={t('filling')} />} press={t('hintPress')} note={t('asOfNow')}>
      {(onZoom) => (
        <DeliveryPlot channelId={channelId} kind={kind} timeline={timeline} nowMs={nowMs} zone={zone} onZoom={onZoom} />
      )}
    </ChartOrTable>
  )
}
