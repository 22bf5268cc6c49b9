'use client'

import { useLocale, useTranslations } from 'next-intl'
import { type KeyboardEvent, type PointerEvent, useId, useState } from 'react'
import { barAt } from '@/lib/charts/bar-at.ts'
import type { ChartFrame } from '@/lib/charts/chart-frame.ts'
import type { Geometry } from './timeline-geometry.ts'
import { intervalText } from './timeline-text.ts'

const KEYS: Record<string, (index: number, last: number) => number> = {
  ArrowLeft: (index) => index - 1,
  ArrowDown: (index) => index - 1,
  ArrowRight: (index) => index + 1,
  ArrowUp: (index) => index + 1,
  PageUp: (index) => index + 10,
  PageDown: (index) => index - 10,
  Home: () => 0,
  End: (_, last) => last,
}

/**
 * Lies over both plots and chooses a bar: by pointer the whole column, so that a bar of one error is as easy to hit
 * as a tall one; by keyboard as a slider. A press opens the bar, a drag asks for the range, and so do Shift with the keys
 * that move, and then Enter.
 */
export function TimelineScrubber({
  model,
  geometry,
  active,
  help,
  say,
  onActive,
  onOpen,
  onZoom,
}: {
  model: ChartFrame
  geometry: Geometry
  active: number | null
  /** What the keys do. */
  help: string
  /** A bar in words. */
  say: (index: number) => string
  onActive: (index: number | null) => void
  onOpen: (index: number) => void
  onZoom: (first: number, last: number) => void
}) {
  const t = useTranslations('chart')
  const locale = useLocale()
  const helpId = useId()
  const [gripMs, setGripMs] = useState<number | null>(null)
  const { top, rateBase, left, right, width } = geometry
  const { bars } = model
  const grip = barAt(bars, gripMs)
  const setGrip = (index: number | null) => setGripMs(index === null ? null : (bars[index]?.startMs ?? null))
  const last = bars.length - 1
  const shown = active ?? last
  const chosen =
    grip === null || active === null || grip === active
      ? null
      : { first: Math.min(grip, active), last: Math.max(grip, active) }
  const sayChosen = ({ first, last: end }: { first: number; last: number }) => {
    const [from, to] = [bars[first]?.startMs ?? model.fromMs, bars[end]?.endMs ?? model.toMs]
    return t('valueChosen', { time: intervalText(from, to, model.timezone, locale) })
  }

  const indexAt = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const at = model.fromMs + ((event.clientX - box.left) / box.width) * (model.toMs - model.fromMs)
    const index = bars.findIndex(({ endMs }) => at < endMs)
    return index < 0 ? last : index
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const move = KEYS[event.key]
    if (move) {
      setGrip(event.shiftKey ? (grip ?? active ?? last) : null)
      onActive(Math.max(0, Math.min(last, active === null && !event.shiftKey ? last : move(active ?? last, last))))
    } else if (event.key === 'Enter' && chosen !== null) {
      setGrip(null)
      onZoom(chosen.first, chosen.last)
    } else if (event.key === 'Enter' && active !== null) onOpen(active)
    else if (event.key === 'Escape' && chosen !== null) setGrip(null)
    else if (event.key === 'Escape') onActive(null)
    else return
    event.preventDefault()
  }

  return (
    <>
      <div
        role="slider"
        tabIndex={0}
        aria-label={t('scrub')}
        aria-describedby={helpId}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={shown}
        aria-valuetext={chosen === null ? say(shown) : sayChosen(chosen)}
        style={{ left, top, width: width - left - right, height: rateBase - top }}
        className="absolute cursor-pointer touch-pan-y"
        onKeyDown={onKeyDown}
        onBlur={({ currentTarget, relatedTarget }) => {
          // What is pressed in the tooltip would be gone before the press has come to its end.
          if (currentTarget.parentElement?.contains(relatedTarget)) return
          setGrip(null)
          onActive(null)
        }}
        onPointerMove={(event) => {
          if (event.pointerType !== 'touch') onActive(indexAt(event))
        }}
        onPointerLeave={(event) => {
          if (event.pointerType !== 'touch') onActive(null)
        }}
        onPointerCancel={() => setGrip(null)}
        onPointerDown={(event) => {
          if (event.pointerType === 'touch') onActive(indexAt(event))
          else if (event.button === 0) {
            // A drag may end beyond the edge: as far as the chart goes is meant.
            event.currentTarget.setPointerCapture(event.pointerId)
            setGrip(indexAt(event))
          }
        }}
        onPointerUp={(event) => {
          setGrip(null)
          const index = indexAt(event)
          if (event.pointerType === 'touch' || grip === null) return
          if (index === grip) onOpen(index)
          else onZoom(Math.min(index, grip), Math.max(index, grip))
        }}
      >
        {chosen === null ? null : <Selection model={model} {...chosen} />}
      </div>
      <span id={helpId} className="sr-only">
        {help}
      </span>
    </>
  )
}

function Selection({ model, first, last }: { model: ChartFrame; first: number; last: number }) {
  const span = model.toMs - model.fromMs
  const from = ((model.bars[first]?.startMs ?? 0) - model.fromMs) / span
  const to = ((model.bars[last]?.endMs ?? 0) - model.fromMs) / span
  return (
    <span
      style={{ left: `${from * 100}%`, width: `${(to - from) * 100}%` }}
      className="pointer-events-none absolute inset-y-0 border-ink border-x bg-ink/10"
    />
  )
}
