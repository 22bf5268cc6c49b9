'use client'

import type { TimelineModel } from '@/lib/charts/prepare-error-timeline.ts'
import type { RateStep } from '@/lib/charts/step-runs.ts'
import { formatRate } from '@/lib/i18n/format-number.ts'
import { ON_GROUND } from './label-ground.ts'
import { type LayerProps, useX, useY } from './timeline-scales.ts'

/** The share of failed attempts as steps, broken where nothing is known; dashed while its time still runs. */
export function RateStrip({ model, geometry }: LayerProps<TimelineModel>) {
  const x = useX()
  const y = useY('rate')
  const { rateBase, rateTop, width, right, small } = geometry
  const line = (run: readonly RateStep[]) =>
    run.map(({ fromMs, toMs, rate }, index) => `${index ? 'L' : 'M'}${x(fromMs)} ${y(rate)}H${x(toMs)}`).join('')
  const { lastRate, rateRuns } = model
  const now = rateRuns.at(-1)?.at(-1)
  // Beside what is unknown, a number would be taken for its.
  const isNow = now !== undefined && !model.off.some(({ fromMs, toMs }) => fromMs <= now.toMs && now.toMs < toMs)
  const end = model.bars.at(-1)?.state === 'filling' || !now ? width - right : Math.min(width - right, x(now.toMs))
  return (
    <g className="fill-none">
      {rateRuns.map((run) => {
        const [first] = run
        const last = run.at(-1)
        if (first === undefined || last === undefined) return null
        const known = last.filling ? run.slice(0, -1) : run
        const end = known.at(-1)
        return (
          <g key={first.fromMs}>
            {end ? (
              <>
                <path d={`${line(known)}V${rateBase}H${x(first.fromMs)}Z`} className="fill-ink opacity-7" />
                <path d={line(known)} className="stroke-[1.5] stroke-ink" />
              </>
            ) : null}
            {last.filling ? (
              <path
                d={`M${x(last.fromMs)} ${y(end?.rate ?? last.rate)}V${y(last.rate)}H${x(last.toMs)}`}
                strokeDasharray="3 2"
                className="stroke-[1.5] stroke-ink"
              />
            ) : null}
          </g>
        )
      })}
      {lastRate && isNow && !small ? (
        <text
          x={end + 8}
          y={Math.min(rateBase, Math.max(rateTop + 8, y(now.rate) + 4))}
          className={`fill-ink font-semibold ${ON_GROUND}`}
        >
          {formatRate(lastRate.errors, lastRate.attempts)}
        </text>
      ) : null}
    </g>
  )
}
