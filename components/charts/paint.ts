import type { Series } from '@/lib/charts/stack-series.ts'
import type { Cause } from '@/lib/domain/taxonomy.ts'

/** How one layer of the stack is painted; `edge` outlines what would be too faint against the surface (WCAG 1.4.11). */
export type Paint = { fill: string; edge: string | null }

/** Details of one cause share its hue and differ by tint and pattern, in this order. */
const SHADES = ['solid', 'tint', 'stripes', 'pale', 'lines', 'dots'] as const

export function colourOf(cause: Cause): string {
  return `var(--${cause})`
}

export function paintOf(series: Series, patterns: boolean): Paint {
  const colour = colourOf(series.cause)
  switch (series.kind) {
    case 'cause':
      return patterns && series.cause !== 'could_not_connect'
        ? { fill: `url(#paint-${series.cause})`, edge: colour }
        : { fill: colour, edge: null }
    case 'detail': {
      const shade = SHADES[series.rank % SHADES.length] ?? 'solid'
      if (shade === 'solid') return { fill: colour, edge: null }
      if (shade === 'tint') return { fill: `color-mix(in oklab, ${colour} 58%, var(--surface))`, edge: colour }
      if (shade === 'pale') return { fill: `color-mix(in oklab, ${colour} 22%, var(--surface))`, edge: colour }
      return { fill: `url(#paint-${shade}-${series.cause})`, edge: colour }
    }
    case 'rest':
      return { fill: 'var(--surface)', edge: colour }
    default:
      return series satisfies never
  }
}
