/** A flat piece of a line. */
export type Step = { fromMs: number; toMs: number; value: number }
/** A flat piece of the rate strip; its time may still run. */
export type RateStep = { fromMs: number; toMs: number; rate: number; filling: boolean }

type Span = { startMs: number; endMs: number }

/** The pieces of a line, in runs without a hole: a run ends where nothing is known (null). */
export function runsOf<T extends Span>(spans: readonly T[], valueIn: (span: T) => number | null): Step[][] {
  const runs: Step[][] = []
  let run: Step[] = []
  for (const span of spans) {
    const value = valueIn(span)
    if (value !== null) run.push({ fromMs: span.startMs, toMs: span.endMs, value })
    else if (run.length > 0) {
      runs.push(run)
      run = []
    }
  }
  return run.length > 0 ? [...runs, run] : runs
}

/** The share of failed attempts, broken where attempts are 0 or unknown. */
export function ratesOf(
  bars: readonly (Span & { state: string; errors: number | null; attempts: number | null })[],
): RateStep[][] {
  const filling = new Set(bars.filter(({ state }) => state === 'filling').map(({ startMs }) => startMs))
  return runsOf(bars, ({ errors, attempts }) => (errors === null || !attempts ? null : errors / attempts)).map((run) =>
    run.map(({ fromMs, toMs, value }) => ({ fromMs, toMs, rate: value, filling: filling.has(fromMs) })),
  )
}
