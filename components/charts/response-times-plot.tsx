'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useCallback } from 'react'
import type { ChartSize } from '@/lib/charts/chart-frame.ts'
import {
  PERCENTILES,
  prepareResponseTimes,
  type ResponseTimesBar,
  type ResponseTimesModel,
} from '@/lib/charts/prepare-response-times.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'
import type { ResponseTimes } from '@/lib/domain/statistics/response-times.ts'
import { formatMs } from '@/lib/i18n/format-number.ts'
import { attemptsAddress } from './attempts-address.ts'
import { ChartPlot } from './chart-plot.tsx'
import { PERCENTILE_NAME } from './percentile-line.ts'
import { PercentileLine } from './percentile-swatch.tsx'
import { PercentileTable } from './percentile-table.tsx'
import type { PictureWords } from './picture-words.ts'
import { ResponseTimesChart, type ResponseTimesTitles } from './response-times-chart.tsx'
import { intervalText, widthText } from './timeline-text.ts'

export type ResponseTimesPlotProps = {
  channelId: string
  times: ResponseTimes
  narrow: ResponseTimes
  nowMs: number
  zone: string | null
  onZoom: (range: TimeRange) => void
}

const FAILURES_STRIP = 64

/** The chart of response times. Comes late, into a place kept for it. */
export default function ResponseTimesPlot({ channelId, times, narrow, nowMs, zone, onZoom }: ResponseTimesPlotProps) {
  const t = useTranslations('responseTimes')
  const chart = useTranslations('chart')
  const prepare = useCallback(
    (size: ChartSize) => prepareResponseTimes(size.mostBars === undefined ? times : narrow, { nowMs, ...size }),
    [times, narrow, nowMs],
  )
  const titlesOf = useTitles()
  const keyOf = useKey()
  const say = ({ successes, failures }: ResponseTimesBar, time: string) => {
    if (successes === null || failures === null) return chart('valueOff', { time })
    const numbers = (one: typeof successes) =>
      one.p50Ms === null || one.p95Ms === null || one.p99Ms === null
        ? t('valueNone')
        : t('valuePercentiles', {
            count: one.attempts,
            p50: formatMs(one.p50Ms),
            p95: formatMs(one.p95Ms),
            p99: formatMs(one.p99Ms),
          })
    return t('valueText', { time, successes: numbers(successes), failures: numbers(failures) })
  }
  return (
    <ChartPlot
      strip={times.failures.attempts > 0 ? FAILURES_STRIP : 0}
      prepare={prepare}
      words={{
        help: chart('scrubHelp'),
        open: chart('openAttempts'),
        say,
        remark: ({ state }) =>
          state === 'filling' ? chart('filling') : state === 'partial' ? chart('offPartly') : null,
      }}
      hrefOf={({ startMs, endMs }) =>
        attemptsAddress(
          channelId,
          { fromMs: startMs, toMs: endMs },
          { state: null, cause: null, detail: null, zone, send: null, campaign: null },
        )
      }
      isEmpty={({ successes, failures }) => !successes?.attempts && !failures?.attempts}
      onZoom={onZoom}
      draw={(model, geometry, active) => (
        <ResponseTimesChart model={model} geometry={geometry} titles={titlesOf(model)} active={active} />
      )}
      picture={(model) => ({ title: titlesOf(model).title, narrowed: null, legend: keyOf(times) })}
      numbers={({ successes, failures }) =>
        successes === null || failures === null ? (
          <p className="text-ink-2">{t('offSay')}</p>
        ) : (
          <PercentileTable upright successes={successes} failures={failures} />
        )
      }
    />
  )
}

/** The lines, and what they come to over all of the range. */
function useKey(): (times: ResponseTimes) => PictureWords['legend'] {
  const t = useTranslations('responseTimes')
  const ms = (value: number | null) => (value === null ? '–' : `${formatMs(value)} ms`)
  return ({ successes, failures }) =>
    PERCENTILES.map((of) => ({
      swatch: <PercentileLine of={of} y={5} width={14} />,
      text: t('pictureKey', { name: PERCENTILE_NAME[of], successes: ms(successes[of]), failures: ms(failures[of]) }),
    }))
}

function useTitles(): (model: ResponseTimesModel) => ResponseTimesTitles {
  const t = useTranslations('responseTimes')
  const chart = useTranslations('chart')
  const locale = useLocale()
  return ({ barMs, bars, marks, off, timezone }) => {
    const slowest = bars.reduce<ResponseTimesBar | null>(
      (most, bar) => ((bar.successes?.p95Ms ?? -1) > (most?.successes?.p95Ms ?? -1) ? bar : most),
      null,
    )
    const sentences = [
      slowest?.successes?.p95Ms != null
        ? t('desc', {
            ms: formatMs(slowest.successes.p95Ms),
            peak: intervalText(slowest.startMs, slowest.endMs, timezone, locale),
          })
        : '',
      off.length > 0 ? chart('descOff', { count: off.length }) : '',
      marks.length > 0 ? chart('descMarks', { count: marks.length }) : '',
      chart('descTable'),
    ]
    return {
      title: t('chartTitle', { width: widthText(barMs, chart) }),
      desc: sentences.filter(Boolean).join(' '),
      successes: t('successesMs'),
      failures: t('failuresMs'),
      filling: chart('filling'),
      limit: t('limit'),
      beyond: t('limitBeyond'),
    }
  }
}
