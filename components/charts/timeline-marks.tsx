'use client'

import { useLocale, useTranslations } from 'next-intl'
import { BESIDE_DOT, placeMarks, textWidth } from '@/lib/charts/place-marks.ts'
import type { Mark } from '@/lib/domain/mark.ts'
import { DAY_MS } from '@/lib/domain/statistics/zone-days.ts'
import { formatDayMinute, formatMinute } from '@/lib/i18n/format-time.ts'
import { crisp, type LayerProps, useX } from './timeline-scales.ts'
import { markName } from './timeline-text.ts'

const LANE = 8
/** Of a dot that would stand in the title of the scale, which the lane begins with. */
const UNDER_TITLE = 22
const MOST_LETTERS = 24

/** All of it is said beside the bar. */
function shortened(text: string): string {
  const letters = [...text]
  return letters.length > MOST_LETTERS ? `${letters.slice(0, MOST_LETTERS - 1).join('')}…` : text
}

/** What changed: a dotted line behind the bars, a dot and, where there is room, a label in the lane above. */
export function Marks({ model, geometry, title }: LayerProps & { title: string }) {
  const t = useTranslations('chart')
  const locale = useLocale()
  const x = useX()
  const { rateBase, width, small } = geometry
  const { fromMs, toMs, timezone } = model
  const timeOf = ({ atMs }: Mark) =>
    toMs - fromMs > DAY_MS + model.barMs ? formatDayMinute(atMs, timezone, locale) : formatMinute(atMs, timezone)
  const labelOf = (mark: Mark) => {
    const name = shortened(markName(mark, t))
    return small ? name : `${name} ${timeOf(mark)}`
  }
  const titleWidth = textWidth(title)
  const boxes = model.marks.map((mark) => ({ x: x(mark.atMs), width: textWidth(labelOf(mark)) }))
  return (
    <g>
      {placeMarks(boxes, titleWidth + 12, width).map(({ x: at, indices, side }) => {
        const dot = at < titleWidth + 3 ? UNDER_TITLE : LANE
        const last = model.marks[indices.at(-1) ?? 0]
        const more = indices.length - 1
        return (
          <g key={at}>
            <line
              x1={crisp(at)}
              x2={crisp(at)}
              y1={dot + 4}
              y2={rateBase}
              strokeDasharray="2 3"
              className="stroke-ink-2"
            />
            <circle cx={crisp(at)} cy={dot} r="3.5" className="fill-ink-2" />
            {side !== null && last !== undefined ? (
              <text
                x={side === 'left' ? at - BESIDE_DOT : at + BESIDE_DOT}
                y={LANE + 4}
                textAnchor={side === 'left' ? 'end' : 'start'}
                className="fill-ink-2"
              >
                {labelOf(last)}
                {more > 0 ? ` +${more}` : ''}
              </text>
            ) : null}
          </g>
        )
      })}
    </g>
  )
}
