'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { useCallback } from 'react'
import { trackedParams } from '@/components/filters/tracked-params.ts'
import type { ChartSize } from '@/lib/charts/chart-frame.ts'
import { prepareErrorTimeline, type TimelineModel } from '@/lib/charts/prepare-error-timeline.ts'
import type { ErrorTimeline, TimeRange } from '@/lib/domain/statistics/report-types.ts'
import { CAUSES, type Cause } from '@/lib/domain/taxonomy.ts'
import { formatCount } from '@/lib/i18n/format-number.ts'
import { attemptsAddress } from './attempts-address.ts'
import { BeforeSwatch } from './before-swatch.tsx'
import { ChartPlot } from './chart-plot.tsx'
import { beforeText, ErrorNumbers } from './error-numbers.tsx'
import { type ChartTitles, ErrorTimelineChart } from './error-timeline-chart.tsx'
import { PaintSwatch } from './paint-swatch.tsx'
import { useSeriesName } from './series-name.tsx'
import { RATE_STRIP } from './timeline-geometry.ts'
import { beforeRangeText, intervalText, remarkOf, valueText, widthText } from './timeline-text.ts'

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

/** The chart of errors. Comes late, into a place kept for it. */
export default function TimelinePlot({
  channelId,
  timeline,
  nowMs,
  cause,
  detail,
  zone,
  hidden,
  patterns,
  onZoom,
}: TimelinePlotProps) {
  const t = useTranslations('chart')
  const [tracked] = useQueryStates(trackedParams)
  const prepare = useCallback(
    (size: ChartSize) => prepareErrorTimeline(timeline, { nowMs, cause, hidden, ...size }),
    [timeline, nowMs, cause, hidden],
  )
  const left = CAUSES.filter((one) => !hidden.includes(one))
  // The one that the reader left in the chart is as good as chosen.
  const onlyShown = cause ?? (left.length === 1 ? (left[0] ?? null) : null)
  const filtered = hidden.length > 0 || cause !== null || detail !== null
  const titlesOf = useTitles(cause, filtered)
  const nameOf = useSeriesName()
  const locale = useLocale()
  return (
    <ChartPlot
      strip={RATE_STRIP}
      prepare={prepare}
      words={{
        help: t('scrubHelp'),
        open: t('openAttempts'),
        say: (bar, time) =>
          [valueText(bar, time, t), ...(bar.before === null ? [] : [beforeText(bar.before, t)])].join(t('comma')),
        remark: (bar) => remarkOf(bar, t),
      }}
      hrefOf={({ startMs, endMs }) =>
        attemptsAddress(channelId, { fromMs: startMs, toMs: endMs }, { cause: onlyShown, detail, zone, ...tracked })
      }
      ahead={({ before }) => (before === null ? null : beforeText(before, t))}
      isEmpty={({ errors }) => !errors}
      onZoom={onZoom}
      draw={(model, geometry, active) => (
        <ErrorTimelineChart
          model={model}
          geometry={geometry}
          titles={titlesOf(model)}
          active={active}
          patterns={patterns}
        />
      )}
      picture={(model) => ({
        title: titlesOf(model).title,
        narrowed: [detail, ...Object.values(tracked)].filter(Boolean).join(' · ') || null,
        legend: [
          ...model.series.map((series, layer) => ({
            swatch: <PaintSwatch series={series} patterns={patterns} />,
            text: `${nameOf(series)} ${formatCount(model.bars.reduce((sum, { counts }) => sum + (counts?.[layer] ?? 0), 0))}`,
          })),
          ...(model.before === null
            ? []
            : [{ swatch: <BeforeSwatch />, text: beforeRangeText(model.before, model.timezone, locale, t) }]),
        ],
      })}
      numbers={(bar, model) => <ErrorNumbers model={model} bar={bar} patterns={patterns} filtered={filtered} />}
    />
  )
}

function useTitles(cause: Cause | null, filtered: boolean): (model: TimelineModel) => ChartTitles {
  const t = useTranslations('chart')
  const locale = useLocale()
  return (model) => {
    const width = widthText(model.barMs, t)
    const errors = model.bars.reduce((sum, bar) => sum + (bar.errors ?? 0), 0)
    const peak = model.bars.reduce((most, bar) => ((bar.errors ?? 0) > (most?.errors ?? 0) ? bar : most), model.bars[0])
    const sentences = [
      errors > 0 && peak
        ? t('desc', {
            errors,
            peak: intervalText(peak.startMs, peak.endMs, model.timezone, locale),
          })
        : t('descNone'),
      model.off.length > 0 ? t('descOff', { count: model.off.length }) : '',
      model.before === null ? '' : `${beforeRangeText(model.before, model.timezone, locale, t)}${t('stop')}`,
      model.marks.length > 0 ? t('descMarks', { count: model.marks.length }) : '',
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
}
