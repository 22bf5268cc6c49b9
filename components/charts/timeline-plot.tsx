'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useMemo, useRef, useState } from 'react'
import { prepareErrorTimeline, type TimelineModel, type TimelineOptions } from '@/lib/charts/prepare-error-timeline.ts'
import type { ErrorTimeline, TimeRange } from '@/lib/domain/statistics/report-types.ts'
import type { Cause } from '@/lib/domain/taxonomy.ts'
import { formatCount } from '@/lib/i18n/format-number.ts'
import { type AttemptsFilter, attemptsAddress } from './attempts-address.ts'
import { type ChartTitles, ErrorTimelineChart } from './error-timeline-chart.tsx'
import { type Geometry, geometryOf } from './timeline-geometry.ts'
import { TimelineScrubber } from './timeline-scrubber.tsx'
import { intervalText, widthText } from './timeline-text.ts'
import { TimelineTooltip } from './timeline-tooltip.tsx'

export type TimelinePlotProps = {
  channelId: string
  timeline: ErrorTimeline
  nowMs: number
  cause: Cause | null
  detail: string | null
  zone: string | null
  hidden: readonly Cause[]
  patterns: boolean
  onZoom: (range: TimeRange) => void
}

/** The chart at the size of its place, with what can be done to it. Comes late, into a place kept for it. */
export default function TimelinePlot({
  timeline,
  nowMs,
  cause,
  hidden,
  patterns,
  onZoom,
  ...props
}: TimelinePlotProps) {
  const place = useRef<HTMLDivElement>(null)
  const [geometry, setGeometry] = useState<Geometry | null>(null)
  const [active, setActive] = useState<number | null>(null)
  const [touched, setTouched] = useState(false)
  const router = useRouter()

  useEffect(() => {
    if (place.current === null) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setGeometry(geometryOf(Math.floor(entry.contentRect.width), Math.floor(entry.contentRect.height)))
    })
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [])

  const model = useMemo(() => {
    if (geometry === null) return null
    const { width, small } = geometry
    const size: Partial<TimelineOptions> = small
      ? { mostBars: 48, mostTicks: 4, axisSteps: 3 }
      : { mostTicks: Math.max(4, Math.min(12, Math.floor(width / 110))) }
    return prepareErrorTimeline(timeline, { nowMs, cause, hidden, ...size })
  }, [timeline, nowMs, cause, hidden, geometry])

  const filter: AttemptsFilter = { cause, detail: props.detail, zone: props.zone }
  const addressOf = (index: number) => {
    const bar = model?.bars[index]
    return bar ? attemptsAddress(props.channelId, { fromMs: bar.startMs, toMs: bar.endMs }, filter) : null
  }
  const titles = useTitles(model, cause, hidden.length > 0 || cause !== null || props.detail !== null)

  return (
    <div ref={place} className="absolute inset-0" onPointerDown={(event) => setTouched(event.pointerType === 'touch')}>
      {geometry !== null && model !== null && titles !== null ? (
        <>
          <ErrorTimelineChart model={model} geometry={geometry} titles={titles} active={active} patterns={patterns} />
          <TimelineScrubber
            model={model}
            geometry={geometry}
            active={active}
            onActive={setActive}
            onOpen={(index) => {
              const address = addressOf(index)
              if (address) router.push(address)
            }}
            onZoom={(first, last) => {
              const from = model.bars[first]
              const to = model.bars[last]
              if (from && to) onZoom({ fromMs: from.startMs, toMs: to.endMs })
            }}
          />
          {active !== null ? (
            <TimelineTooltip
              model={model}
              geometry={geometry}
              index={active}
              patterns={patterns}
              filtered={hidden.length > 0 || cause !== null || props.detail !== null}
              href={touched ? addressOf(active) : null}
            />
          ) : null}
        </>
      ) : null}
    </div>
  )
}

function useTitles(model: TimelineModel | null, cause: Cause | null, filtered: boolean): ChartTitles | null {
  const t = useTranslations('chart')
  const locale = useLocale()
  if (model === null) return null
  const width = widthText(model.barMs, t)
  const errors = model.bars.reduce((sum, bar) => sum + (bar.errors ?? 0), 0)
  const peak = model.bars.reduce((most, bar) => ((bar.errors ?? 0) > (most?.errors ?? 0) ? bar : most), model.bars[0])
  const sentences = [
    errors > 0 && peak
      ? t('desc', {
          errors: locale === 'ja' ? formatCount(errors) : errors,
          peak: intervalText(peak.startMs, peak.endMs, model.timezone, locale),
        })
      : t('descNone'),
    model.off.length > 0 ? t('descOff', { count: model.off.length }) : '',
    t('descTable'),
  ]
  return {
    title: cause === null ? t('titleByCause', { width }) : t('titleByDetail', { cause, width }),
    desc: sentences.filter(Boolean).join(' '),
    errors: t('errorsPer', { width }),
    rate: filtered ? t('rateOfShown') : t('ratePercent'),
    filling: t('filling'),
  }
}
