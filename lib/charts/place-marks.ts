/** A mark by where it is and how wide its label is, in pixels. */
export type MarkBox = { x: number; width: number }

/** Marks so close that they share a dot, by their indices; `side`: on which its label stands, null where there is no room. */
export type PlacedMark = { x: number; indices: number[]; side: 'left' | 'right' | null }

const SAME_DOT = 8
/** From the middle of a dot to its label, and to anything else. */
export const BESIDE_DOT = 9
const AROUND_DOT = 6
/** For the number of those that share a dot with the one named. */
const MORE = 22

/**
 * Where the labels of a lane go, `marks` from left to right: the newest first, to the side with more room, and none over
 * another, over a dot, or out of `[from, to]`. A shared dot has the label of its last mark.
 */
export function placeMarks(marks: readonly MarkBox[], from: number, to: number): PlacedMark[] {
  const groups: PlacedMark[] = []
  marks.forEach(({ x }, index) => {
    const last = groups.at(-1)
    if (last !== undefined && x - last.x < SAME_DOT) last.indices.push(index)
    else groups.push({ x, indices: [index], side: null })
  })
  const taken = groups.map(({ x }): [number, number] => [x - AROUND_DOT, x + AROUND_DOT])
  for (const group of [...groups].reverse()) {
    const named = marks[group.indices.at(-1) ?? 0]?.width ?? 0
    const width = named + (group.indices.length > 1 ? MORE : 0)
    const sides = group.x > (from + to) / 2 ? (['left', 'right'] as const) : (['right', 'left'] as const)
    for (const side of sides) {
      const near = side === 'left' ? group.x - BESIDE_DOT : group.x + BESIDE_DOT
      const [start, end] = side === 'left' ? [near - width, near] : [near, near + width]
      if (start < from || end > to || taken.some(([a, b]) => start < b && end > a)) continue
      taken.push([start, end])
      group.side = side
      break
    }
  }
  return groups
}

/** About how wide a text of 12 px is: a wide character is a square. */
export function textWidth(text: string): number {
  return [...text].reduce((sum, character) => sum + (character > '\u{2fff}' ? 12 : 6.8), 0)
}
