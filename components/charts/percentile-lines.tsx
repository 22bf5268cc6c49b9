'use client'

import {
  PERCENTILES,
  type Percentile,
  type PercentileStep,
  placeNames,
  type ResponseTimesModel,
} from '@/lib/charts/prepare-response-times.ts'
import { formatMs } from '@/lib/i18n/format-number.ts'
import { ON_GROUND } from './label-ground.ts'
import { PERCENTILE_LINE, PERCENTILE_NAME } from './percentile-line.ts'
import { crisp, type LayerProps, useX, useY } from './timeline-scales.ts'

/** How wide a name is, and what is free before it. */
const NAME = 32
/** As the lines lie, from top to bottom. */
const SLOWEST_FIRST = [...PERCENTILES].reverse()

/** `p95`, or `p95–p99` where they are one line. */
function nameOf(indices: readonly number[]): string {
  const named = indices.flatMap((index) => SLOWEST_FIRST[index] ?? []).map((of) => PERCENTILE_NAME[of])
  return named.length > 1 ? `${named.at(-1)}–${named[0]}` : (named[0] ?? '')
}

/**
 * Three lines of steps, broken where nothing is known, pale while their time still runs; named at their end. `joined`: a
 * step leads to the next. Failures leap between a refusal at once and a timeout, and would be a thicket of uprights.
 */
export function PercentileLines({
  geometry,
  runs,
  axis,
  joined = true,
}: {
  geometry: LayerProps['geometry']
  runs: readonly PercentileStep[][]
  axis: 'count' | 'rate'
  joined?: boolean
}) {
  const x = useX()
  const y = useY(axis)
  const line = (of: Percentile, steps: readonly PercentileStep[]) =>
    steps
      .map((step, index) => `${index > 0 && joined ? 'L' : 'M'}${x(step.fromMs)} ${y(step[of])}H${x(step.toMs)}`)
      .join('')
  const last = runs.at(-1)?.at(-1)
  const { width, right, small, base, rateBase } = geometry
  // Near the edge it stands beyond it, clear of what lies over the last bars.
  const nameAt = (end: number) => (end > width - right - NAME ? width - right : end)
  const ends = last === undefined || small ? [] : SLOWEST_FIRST.map((of) => y(last[of]) + 4)
  const names = placeNames(ends, 13, (axis === 'count' ? base : rateBase) + 4)
  return (
    <g className="fill-none">
      {runs.flatMap((run) =>
        PERCENTILES.map((of) => {
          const settled = run.filter(({ filling }) => !filling)
          const now = run.at(-1)
          const before = settled.at(-1)
          const { className, dashes } = PERCENTILE_LINE[of]
          return (
            <g key={`${run[0]?.fromMs} ${of}`} strokeDasharray={dashes} className={className}>
              <path d={line(of, settled)} />
              {now?.filling ? (
                <path
                  d={`M${x(now.fromMs)} ${y((joined && before ? before : now)[of])}V${y(now[of])}H${x(now.toMs)}`}
                  className="opacity-50"
                />
              ) : null}
            </g>
          )
        }),
      )}
      {last === undefined
        ? null
        : names.map(({ indices, y }) => (
            <text key={indices[0]} x={nameAt(x(last.toMs)) + 6} y={y} className={`fill-ink font-semibold ${ON_GROUND}`}>
              {nameOf(indices)}
            </text>
          ))}
    </g>
  )
}

/** The limit as a line, and the stretch below it in which a success comes near. Beyond the axis it is named at its edge. */
export function LimitLine({
  model: { limit },
  geometry,
  words,
}: LayerProps<ResponseTimesModel> & { words: { limit: string; beyond: string } }) {
  const y = useY('count')
  const { left, right, width, top } = geometry
  const at = limit.inside ? y(limit.ms) : top
  return (
    <g>
      {limit.inside ? (
        <rect
          x={left}
          y={at}
          width={width - left - right}
          height={y(limit.nearMs) - at}
          className="fill-ink opacity-5"
        />
      ) : null}
      <line
        x1={left}
        x2={width - right}
        y1={crisp(at)}
        y2={crisp(at)}
        strokeDasharray={limit.inside ? undefined : '2 6'}
        className="stroke-ink-2"
      />
      <text x={left + 6} y={at + 15} className={`fill-ink-2 font-semibold ${ON_GROUND}`}>
        {limit.inside ? words.limit : words.beyond} {formatMs(limit.ms)} ms
      </text>
    </g>
  )
}
