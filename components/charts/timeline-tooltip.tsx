'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { MouseEvent, ReactNode } from 'react'
import { QuietLink } from '@/components/ui/quiet-link.tsx'
import type { ChartFrame } from '@/lib/charts/chart-frame.ts'
import type { Geometry } from './timeline-geometry.ts'
import { intervalText, markTexts } from './timeline-text.ts'

const WIDTH = 264
/** On a phone it stands on the other side, so that the bar that was tapped stays in sight. */
const SMALL_WIDTH = 208
const BESIDE = 16

/** Safari gives no button the focus and says not where it went: the chart would lose it, and this be gone before the click. */
const keepFocus = (event: MouseEvent) => event.preventDefault()

/** Beside one bar: its time, what changed in it, its numbers. `link`: shown where a press does not already lead there. */
export function TimelineTooltip({
  model,
  geometry,
  index,
  remark,
  link,
  onZoom,
  children,
}: {
  model: ChartFrame
  geometry: Geometry
  index: number
  /** What is to be said of the bar beside its time. */
  remark: string | null
  link: { href: string; text: string } | null
  /** Shown where one touches, and cannot drag; null: nothing is left to come nearer to. */
  onZoom: (() => void) | null
  children: ReactNode
}) {
  const t = useTranslations('chart')
  const locale = useLocale()
  const bar = model.bars[index]
  if (bar === undefined) return null
  const { left, right, width, small } = geometry
  const x = left + ((bar.midMs - model.fromMs) / (model.toMs - model.fromMs)) * (width - left - right)
  const beside = Math.max(0, x + BESIDE + WIDTH > width ? x - BESIDE - WIDTH : x + BESIDE)
  const [wide, at] = small ? [SMALL_WIDTH, x > width / 2 ? 0 : width - SMALL_WIDTH] : [WIDTH, beside]
  return (
    <div
      // Moved by transform: what moves by `left` is a layout shift.
      style={{ width: wide, transform: `translateX(${at}px)` }}
      className={`absolute top-7 left-0 z-3 rounded-md border border-line-2 bg-surface p-3 text-sm shadow-[0_4px_16px_rgb(0_0_0/.12)] ${link || onZoom ? '' : 'pointer-events-none'}`}
    >
      <p className="mb-2 font-semibold text-xs">
        {intervalText(bar.startMs, bar.endMs, model.timezone, locale)}
        {remark ? <span className="font-normal text-ink-2"> · {remark}</span> : null}
        {markTexts(model, bar, t).map((text) => (
          <span key={text} className="block font-normal text-ink-2">
            {text}
          </span>
        ))}
      </p>
      {children}
      {link ? (
        <QuietLink
          href={link.href}
          onMouseDown={keepFocus}
          className="mt-2 inline-flex min-h-8 items-center underline underline-offset-3"
        >
          {link.text}
        </QuietLink>
      ) : null}
      {onZoom ? (
        <button
          type="button"
          onMouseDown={keepFocus}
          onClick={onZoom}
          className="mt-1 flex min-h-8 items-center underline underline-offset-3"
        >
          {t('zoomHere')}
        </button>
      ) : null}
    </div>
  )
}
