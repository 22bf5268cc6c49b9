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
