/** Where things as wide as `widths` stand, one after another, in lines no longer than `room`; `gap` is between neighbours. */
export function flowLegend(widths: readonly number[], gap: number, room: number): { x: number; line: number }[] {
  let x = 0
  let line = 0
  return widths.map((width) => {
    if (x > 0 && x + width > room) {
      x = 0
      line += 1
    }
    const place = { x, line }
    x += width + gap
    return place
  })
}
