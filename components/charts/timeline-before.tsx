'use client'

import type { TimelineModel } from '@/lib/charts/prepare-error-timeline.ts'
import type { Step } from '@/lib/charts/step-runs.ts'
import { type LayerProps, useX, useY } from './timeline-scales.ts'

/** The period before: a thin line of steps over the bars and one in the strip, each broken where nothing is known. */
export function BeforeLines({ model }: Pick<LayerProps<TimelineModel>, 'model'>) {
  const x = useX()
  const count = useY('count')
  const share = useY('rate')
  if (model.before === null) return null
  const lineOf = (run: readonly Step[], y: (value: number) => number) =>
    run.map(({ fromMs, toMs, value }, index) => `${index ? 'L' : 'M'}${x(fromMs)} ${y(value)}H${x(toMs)}`).join('')
  const counts = model.before.countRuns.map((run) => lineOf(run, count)).join('')
  const rates = model.before.rateRuns.map((run) => lineOf(run, share)).join('')
  return (
    <g className="fill-none [stroke-linejoin:round]">
      <path d={counts} className="stroke-[3.5] stroke-surface" />
      <path d={counts} className="stroke-[1.25] stroke-ink-2" />
      <path d={rates} className="stroke-ink-3" />
    </g>
  )
}

/** What it looks like, beside its name. */
export function BeforeSwatch({ size = 12 }: { size?: number }) {
  const [low, high] = [size - 3.5, 3.5]
  return (
    <svg width={size} height={size} aria-hidden="true" className="flex-none">
      <path
        d={`M0 ${low}H${size / 2}V${high}H${size}`}
        className="fill-none stroke-[1.5] stroke-ink-2 [stroke-linejoin:round]"
      />
    </svg>
  )
}
