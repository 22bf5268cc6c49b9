import { CAUSE_BACKGROUND } from '@/components/ui/swatch.tsx'
import { CAUSES } from '@/lib/domain/taxonomy.ts'
import type { ChannelOverview } from '@/lib/reports/channel-overview.ts'

type Hours = ChannelOverview['hours']

/** Neighbouring hours that were not counted, as one stretch each: `[first, length]`. */
function unknownRuns(hours: Hours): [number, number][] {
  const runs: [number, number][] = []
  hours.forEach(({ attempts }, index) => {
    const last = runs.at(-1)
    if (attempts !== null) return
    if (last !== undefined && last[0] + last[1] === index) last[1] += 1
    else runs.push([index, 1])
  })
  return runs
}

/** Share of failed attempts an hour, every row on the same scale of 0 to 100 %, so that height is urgency. */
export function FailedShares({ hours, label }: { hours: Hours; label: string }) {
  return (
    <div role="img" aria-label={label} className="relative h-10 w-full max-w-48 border-line border-t">
      {unknownRuns(hours).map(([first, length]) => (
        <span
          key={first}
          className="hatched absolute inset-y-0"
          style={{ left: `${(100 * first) / hours.length}%`, width: `${(100 * length) / hours.length}%` }}
        />
      ))}
      <span className="absolute inset-x-0 bottom-0 border-line-2 border-b" />
      {hours.map(({ startMs, attempts, byCause }, hour) =>
        // Of three hundred channels most hours have no error: what has no bar is not written.
        !attempts || Object.keys(byCause).length === 0 ? null : (
          <span
            key={startMs}
            className="absolute inset-y-0 flex flex-col-reverse gap-px px-px"
            style={{ left: `${(100 * hour) / hours.length}%`, width: `${100 / hours.length}%` }}
          >
            {CAUSES.map((cause) => {
              const errors = byCause[cause] ?? 0
              return errors === 0 ? null : (
                <span
                  key={cause}
                  className={`min-h-0.5 ${CAUSE_BACKGROUND[cause]}`}
                  style={{ height: `${(100 * errors) / attempts}%` }}
                />
              )
            })}
          </span>
        ),
      )}
    </div>
  )
}
