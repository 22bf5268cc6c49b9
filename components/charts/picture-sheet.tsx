'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useMemo, useRef } from 'react'
import type { ChartFrame } from '@/lib/charts/chart-frame.ts'
import { flowLegend } from '@/lib/charts/flow-legend.ts'
import { formatRange, formatZone } from '@/lib/i18n/format-time.ts'
import { fitText, measureText } from './measure-text.ts'
import type { PictureOffer } from './picture-offer.ts'
import type { PictureProps } from './picture-words.ts'
import { standaloneSvg } from './standalone-svg.ts'
import { geometryOf } from './timeline-geometry.ts'
import { chartSize } from './use-chart-place.ts'

const WIDTH = 960
const MARGIN = 32
const ROOM = WIDTH - 2 * MARGIN
const CHART_HEIGHT = 400
const TITLES = 96
const LEGEND_LINE = 24
const SWATCH = 20
const FOOT = 36

/** A chart with its titles and its legend, out of sight; `onDrawn` is told once, when nothing moves any more. */
export function PictureSheet<Model extends ChartFrame>({
  strip,
  prepare,
  draw,
  words,
  subject: { channelName, panel },
  onDrawn,
}: PictureProps<Model> & {
  subject: Omit<PictureOffer, 'offer'>
  onDrawn: (sheet: SVGSVGElement, model: Model) => void
}) {
  const t = useTranslations('chart')
  const locale = useLocale()
  const head = useRef<SVGSVGElement>(null)
  const place = useRef<HTMLDivElement>(null)
  const geometry = useMemo(() => geometryOf(ROOM, CHART_HEIGHT, strip), [strip])
  const model = useMemo(() => prepare(chartSize(geometry)), [prepare, geometry])
  const { title, narrowed, legend } = words(model)
  const places = flowLegend(
    legend.map(({ text }) => SWATCH + measureText(text, 13)),
    24,
    ROOM,
  )
  const above = TITLES + ((places.at(-1)?.line ?? -1) + 1) * LEGEND_LINE
  const height = MARGIN + above + CHART_HEIGHT + FOOT
  // No year is left to be guessed.
  const range = formatRange(model, 0, model.timezone, locale)

  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn once for each time that it is asked for
  useEffect(() => {
    let frame = 0
    let before = ''
    const look = () => {
      const chart = place.current?.querySelector('svg')
      const now = chart?.innerHTML ?? ''
      if (head.current && chart && now !== '' && now === before) {
        onDrawn(joined(head.current, chart, MARGIN, MARGIN + above), model)
        return
      }
      before = now
      frame = requestAnimationFrame(look)
    }
    look()
    return () => cancelAnimationFrame(frame)
  }, [])

  return (
    <div aria-hidden="true" inert className="paper fixed top-0 -left-[2000px] print:hidden">
      <svg aria-hidden="true" ref={head} width={WIDTH} height={height} viewBox={`0 0 ${WIDTH} ${height}`}>
        <rect width={WIDTH} height={height} className="fill-surface" />
        <g transform={`translate(${MARGIN} ${MARGIN})`}>
          <text y="18" className="fill-ink font-semibold text-xl">
            {fitText(channelName, 20, ROOM)}
          </text>
          <text y="44" className="fill-ink text-sm">
            {[panel, range, formatZone(model.timezone, model.toMs)].join(' · ')}
          </text>
          <text y="66" className="fill-ink-2 text-sm">
            {fitText([title, narrowed].filter(Boolean).join(' · '), 13, ROOM)}
          </text>
          {legend.map(({ swatch, text }, index) => {
            const { x, line } = places[index] ?? { x: 0, line: 0 }
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a name is its place in the legend
              <g key={index} transform={`translate(${x} ${TITLES + line * LEGEND_LINE})`}>
                <g transform="translate(0 -9)">{swatch}</g>
                <text x={SWATCH} className="fill-ink text-sm">
                  {text}
                </text>
              </g>
            )
          })}
        </g>
        <text x={WIDTH - MARGIN} y={height - 16} textAnchor="end" className="fill-ink-3 text-xs">
          {t('pictureBy')}
        </text>
      </svg>
      <div ref={place}>{draw(model, geometry, null)}</div>
    </div>
  )
}

function joined(head: SVGSVGElement, chart: SVGSVGElement, x: number, y: number): SVGSVGElement {
  const sheet = standaloneSvg(head)
  const inner = standaloneSvg(chart)
  inner.setAttribute('x', String(x))
  inner.setAttribute('y', String(y))
  inner.setAttribute('overflow', 'visible')
  sheet.append(inner)
  return sheet
}
