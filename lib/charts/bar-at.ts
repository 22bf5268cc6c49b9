/** Where the bar that begins at `startMs` is; null: there is none, or not any more. */
export function barAt(bars: readonly { startMs: number }[], startMs: number | null): number | null {
  const index = startMs === null ? -1 : bars.findIndex((bar) => bar.startMs === startMs)
  return index < 0 ? null : index
}
