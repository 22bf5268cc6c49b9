'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useMemo, useState } from 'react'
import { barAt } from '@/lib/charts/bar-at.ts'
import type { ChartFrame, ChartSize, FrameBar } from '@/lib/charts/chart-frame.ts'
import { zoomAround } from '@/lib/charts/zoom-around.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'
import { ChartPicture } from './chart-picture.tsx'
import type { PictureWords } from './picture-words.ts'
import type { Geometry } from './timeline-geometry.ts'
import { TimelineScrubber } from './timeline-scrubber.tsx'
import { intervalText, markTexts } from './timeline-text.ts'
import { TimelineTooltip } from './timeline-tooltip.tsx'
import { chartSize, useChartPlace } from './use-chart-place.ts'

/** What a statistic says of its bars. */
type BarWords<Bar extends FrameBar> = {
  /** What the keys do. */
  help: string
  /** Its numbers in a sentence that begins with `time`. */
  say: (bar: Bar, time: string) => string
  /** What is to be said of it beside its time. */
  remark: (bar: Bar) => string | null
  /** The name of the link that stands in for a press, where one touches. */
  open: string
}

type BarOf<Model extends ChartFrame> = Model['bars'][number]

/** A chart at the size of its place, with what can be done to it by pointer, touch and keys. */
export function ChartPlot<Model extends ChartFrame>({
  strip = 0,
  prepare,
  words,
  hrefOf,
  isEmpty,
  onZoom,
  draw,
  picture,
  numbers,
  ahead,
}: {
  /** The height of the strip below the bars. */
  strip?: number
  /** Must not change unless what it prepares does. */
  prepare: (size: ChartSize) => Model
  words: BarWords<BarOf<Model>>
  hrefOf: (bar: BarOf<Model>) => string
  /** A bar that leads to nothing when it is touched. */
  isEmpty: (bar: BarOf<Model>) => boolean
  onZoom: (range: TimeRange) => void
  draw: (model: Model, geometry: Geometry, active: number | null) => ReactNode
  /** What is said beside it where it is saved as a picture. */
  picture: (model: Model) => PictureWords
  numbers: (bar: BarOf<Model>, model: Model) => ReactNode
  /** What is known of a bar that has not begun. */
  ahead?: (bar: BarOf<Model>) => string | null
}) {
  const t = useTranslations('chart')
  const locale = useLocale()
  const router = useRouter()
  const { place, geometry } = useChartPlace(strip)
  // By its time: after a refresh the same place may be another minute.
  const [activeMs, setActiveMs] = useState<number | null>(null)
  const [touched, setTouched] = useState(false)
  const model = useMemo(() => (geometry === null ? null : prepare(chartSize(geometry))), [geometry, prepare])
  const active = model === null ? null : barAt(model.bars, activeMs)
  const bar: BarOf<Model> | undefined = active === null ? undefined : model?.bars[active]

  const say = (index: number) => {
    const one: BarOf<Model> | undefined = model?.bars[index]
    if (!model || one === undefined) return ''
    const time = intervalText(one.startMs, one.endMs, model.timezone, locale)
    const value = one.state === 'future' ? [t('valueFuture', { time }), ahead?.(one)] : [words.say(one, time)]
    return [...value, words.remark(one), ...markTexts(model, one, t)].filter(Boolean).join(t('comma'))
  }

  const zoom = (first: number, last: number) => {
    const from = model?.bars[first]
    const to = model?.bars[last]
    if (from && to) onZoom({ fromMs: from.startMs, toMs: to.endMs })
  }
  const near = active === null || model === null ? null : zoomAround(active, model.bars.length)

  return (
    <div
      ref={place}
      className="absolute inset-0 print:static"
      onPointerDown={(event) => setTouched(event.pointerType === 'touch')}
    >
      {geometry !== null && model !== null ? (
        <>
          {draw(model, geometry, active)}
          <ChartPicture strip={strip} prepare={prepare} draw={draw} words={picture} />
          <TimelineScrubber
            model={model}
            geometry={geometry}
            active={active}
            help={words.help}
            say={say}
            onActive={(index) => setActiveMs(index === null ? null : (model.bars[index]?.startMs ?? null))}
            onOpen={(index) => {
              const pressed = model.bars[index]
              if (pressed) router.push(hrefOf(pressed))
            }}
            onZoom={zoom}
          />
          {active !== null && bar !== undefined ? (
            <TimelineTooltip
              // Made anew for each bar: what is new shifts nothing, and its columns fit its own numbers.
              key={activeMs}
              model={model}
              geometry={geometry}
              index={active}
              remark={words.remark(bar)}
              link={touched && !isEmpty(bar) ? { href: hrefOf(bar), text: words.open } : null}
              onZoom={touched && near !== null ? () => zoom(near.first, near.last) : null}
            >
              {bar.state === 'future' ? (
                <p className="text-ink-2">
                  {t('futureSay')} {ahead?.(bar)}
                </p>
              ) : (
                numbers(bar, model)
              )}
            </TimelineTooltip>
          ) : null}
        </>
      ) : null}
    </div>
  )
}
