import { colourOf } from '@/components/charts/paint.ts'
import { stackSegments } from '@/lib/charts/stack-segments.ts'
import { HOUR_MS } from '@/lib/domain/statistics/zone-days.ts'
import { CAUSES } from '@/lib/domain/taxonomy.ts'
import type { ChannelOverview } from '@/lib/reports/channel-overview.ts'

type Hours = ChannelOverview['hours']

const WIDTH = 192
const HEIGHT = 39

/** How many of the hours passed before there was anything to count. */
function hoursBefore(hours: Hours, beganAtMs: number): number {
  const first = hours.findIndex(({ startMs, attempts }) => attempts !== null || startMs + HOUR_MS > beganAtMs)
  return first < 0 ? hours.length : first
}

/** Neighbouring hours from `before` on that were not counted, as one stretch each: `[first, length]`. */
function unknownRuns(hours: Hours, before: number): [number, number][] {
  const runs: [number, number][] = []
  hours.forEach(({ attempts }, index) => {
    const last = runs.at(-1)
    if (attempts !== null || index < before) return
    if (last !== undefined && last[0] + last[1] === index) last[1] += 1
    else runs.push([index, 1])
  })
  return runs
}

const tenth = (pixels: number) => Math.round(pixels * 10) / 10

/** What is drawn of each cause that occurs: all of its bars in one path, because a page has three hundred of these charts. */
function pathsOf(hours: Hours): { paint: string; path: string }[] {
  const step = WIDTH / hours.length
  const stacks = hours.map(({ attempts, byCause }) =>
    stackSegments(
      CAUSES.map((cause) => byCause[cause] ?? 0),
      attempts ? HEIGHT / attempts : 0,
    ),
  )
  return CAUSES.map((cause, layer) => {
    const bars = stacks.map((stack, hour) => {
      const { from, height } = stack[layer] ?? { from: 0, height: 0 }
      if (height === 0) return ''
      return `M${tenth(hour * step + 1)} ${tenth(HEIGHT - from)}v${-tenth(height)}h${tenth(step - 2)}v${tenth(height)}z`
    })
    return { paint: colourOf(cause), path: bars.join('') }
  }).filter(({ path }) => path !== '')
}

/**
 * Share of failed attempts an hour, every row on the same scale of 0 to 100 %, so that height is urgency. Hatched where
 * the channel was not counted; where there was none yet, nothing was sent to it.
 */
export function FailedShares({ hours, beganAtMs, label }: { hours: Hours; beganAtMs: number; label: string }) {
  const paths = pathsOf(hours)
  return (
    <div role="img" aria-label={label} className="shares">
      {unknownRuns(hours, hoursBefore(hours, beganAtMs)).map(([first, length]) => (
        <span
          key={first}
          className="hatched absolute inset-y-0"
          style={{ left: `${(100 * first) / hours.length}%`, width: `${(100 * length) / hours.length}%` }}
        />
      ))}
      {paths.length === 0 ? null : (
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          {paths.map(({ paint, path }) => (
            <path key={paint} fill={paint} d={path} />
          ))}
        </svg>
      )}
    </div>
  )
}
