/** Where one layer of a bar is drawn: pixels up from the baseline. */
export type Segment = { from: number; height: number }

const LEAST = 2
const GAP = 1

/**
 * Heights of a bar's layers in pixels, from the baseline up. A count of 1 is never too small to see (2 px),
 * nor covered by its neighbours; 1 px of surface lies between two layers where there is room for it.
 */
export function stackSegments(counts: readonly number[], pixelsPerUnit: number): Segment[] {
  let from = 0
  return counts.map((count) => {
    if (count === 0) return { from, height: 0 }
    const height = Math.max(LEAST, count * pixelsPerUnit)
    const gap = from > 0 && height > LEAST + GAP ? GAP : 0
    const segment = { from: from + gap, height: height - gap }
    from += height
    return segment
  })
}
