/** Where things are in the chart, in pixels; the same for the drawing and for what lies over it. */
export type Geometry = {
  width: number
  height: number
  small: boolean
  left: number
  right: number
  /** Bars between `top` and `base`, the strip below them between `rateTop` and `rateBase`; without one all three are the same. */
  top: number
  base: number
  rateTop: number
  rateBase: number
}

const LANE = 32
const BETWEEN = 44
/** How high the strip is that says a rate. */
export const RATE_STRIP = 44
const AXIS = 28
const SMALL = 560

/** `strip`: how high the one below the bars is; 0: there is none. */
export function geometryOf(width: number, height: number, strip: number): Geometry {
  const small = width < SMALL
  const rateBase = height - AXIS
  const rateTop = rateBase - strip
  return {
    width,
    height,
    small,
    left: small ? 32 : 44,
    right: small ? 8 : 56,
    top: LANE,
    base: strip > 0 ? rateTop - BETWEEN : rateBase,
    rateTop,
    rateBase,
  }
}

/** At most 28 px wide, a gap of 1 to 3 px between. */
export function barWidth({ width, left, right }: Geometry, bars: number): number {
  const slot = (width - left - right) / Math.max(1, bars)
  const gap = slot > 9 ? 3 : slot > 5 ? 2 : 1
  return Math.min(28, Math.max(2, Math.floor((slot - gap) * 2) / 2))
}
