'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useCallback } from 'react'
import type { ChartSize } from '@/lib/charts/chart-frame.ts'
import {
  countOf,
  DELIVERY_LAYERS,
  type DeliveryBar,
  type DeliveryModel,
  prepareDeliveryTimeline,
} from '@/lib/charts/prepare-delivery-timeline.ts'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import type { DeliveryTimeline } from '@/lib/domain/statistics/delivery-timeline.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'
import { formatCount, formatShare } from '@/lib/i18n/format-number.ts'
import { ChartPlot } from './chart-plot.tsx'
import { deliveriesAddress } from './deliveries-address.ts'
import { DELIVERY_PAINT } from './delivery-paint.ts'
import { DeliveryTimelineChart, type DeliveryTitles } from './delivery-timeline-chart.tsx'
import { LayerNumbers } from './layer-numbers.tsx'
import { PaintBox } from './paint-swatch.tsx'
import { intervalText, widthText } from './timeline-text.ts'

export type DeliveryPlotProps = {
  channelId: string
  kind: ChannelKind
  timeline: DeliveryTimeline
  nowMs: number
  zone: string | null
  onZoom: (range: TimeRange) => void
}

/** The chart of deliveries. Comes late, into a place kept for it. */
export default function DeliveryPlot({ channelId, kind, timeline, nowMs, zone, onZoom }: DeliveryPlotProps) {
  const t = useTranslations('deliveryChart')
  const prepare = useCallback(
    (size: ChartSize) => prepareDeliveryTimeline(timeline, { nowMs, ...size }),
    [timeline, nowMs],
  )
  const titlesOf = useTitles()
  return (
    <ChartPlot
      prepare={prepare}
      words={{
        help: t('scrubHelp'),
        open: t('open'),
        say: ({ sums }, time) => t('valueText', { kind, time, ...(sums ?? timeline.total) }),
        remark: ({ state }) => (state === 'filling' ? t('filling') : null),
      }}
      hrefOf={({ startMs, endMs }) =>
        deliveriesAddress(channelId, { fromMs: startMs, toMs: endMs }, { state: null, zone })
      }
      isEmpty={({ sums }) => !sums?.accepted}
      onZoom={onZoom}
      draw={(model, geometry, active) => (
        <DeliveryTimelineChart model={model} geometry={geometry} titles={titlesOf(model)} active={active} />
      )}
      picture={(model) => ({
        title: titlesOf(model).title,
        narrowed: null,
        legend: DELIVERY_LAYERS.map((layer) => ({
          swatch: <PaintBox paint={DELIVERY_PAINT[layer]} />,
          text: `${t(`layers.${layer}`, { kind })} ${formatCount(countOf(layer, timeline.total))}`,
        })),
      })}
      numbers={(bar) => <Numbers bar={bar} kind={kind} />}
    />
  )
}

function Numbers({ bar: { counts, sums }, kind }: { bar: DeliveryBar; kind: ChannelKind }) {
  const t = useTranslations('deliveryChart')
  if (counts === null || sums === null) return null
  return (
    <LayerNumbers
      layers={DELIVERY_LAYERS.map((layer, index) => ({
        swatch: <PaintBox paint={DELIVERY_PAINT[layer]} />,
        name: t(`layers.${layer}`, { kind }),
        count: counts[index] ?? 0,
      }))}
      sums={[
        { name: t('accepted'), value: <b>{formatCount(sums.accepted)}</b> },
        { name: t('arrivedShare', { kind }), value: formatShare(sums.delivered, sums.accepted) },
      ]}
    />
  )
}

function useTitles(): (model: DeliveryModel) => DeliveryTitles {
  const t = useTranslations('deliveryChart')
  const chart = useTranslations('chart')
  const locale = useLocale()
  return ({ barMs, bars, marks, timezone }) => {
    const width = widthText(barMs, chart)
    const accepted = bars.reduce((sum, bar) => sum + (bar.sums?.accepted ?? 0), 0)
    const most = (bar: DeliveryBar | undefined) => bar?.sums?.accepted ?? 0
    const peak = bars.reduce((highest, bar) => (most(bar) > most(highest) ? bar : highest), bars[0])
    const sentences = [
      peak ? t('desc', { accepted, peak: intervalText(peak.startMs, peak.endMs, timezone, locale) }) : '',
      marks.length > 0 ? chart('descMarks', { count: marks.length }) : '',
      chart('descTable'),
    ]
    return {
      title: t('title', { width }),
      desc: sentences.filter(Boolean).join(' '),
      count: t('acceptedPer', { width }),
      filling: t('filling'),
    }
  }
}
