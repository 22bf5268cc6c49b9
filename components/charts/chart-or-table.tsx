'use client'

import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import type { ReactNode } from 'react'
import { ASK_SERVER, statisticsParams } from '@/components/filters/statistics-params.ts'
import { Kbd } from '@/components/ui/kbd.tsx'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'

/** The chart and, in its place when asked, the table, which is always there for those who cannot see the chart. */
export function ChartOrTable({
  table,
  head,
  lead,
  press,
  note,
  children,
}: {
  table: ReactNode
  /** Between the legend and the chart. */
  head?: ReactNode
  /** What is said first below the chart. */
  lead?: ReactNode
  /** What a press on a bar does. */
  press: string
  /** At the end, below the chart: what is to be known of the numbers, or done to the drawing. */
  note: ReactNode
  children: (onZoom: (range: TimeRange) => void) => ReactNode
}) {
  const t = useTranslations('chart')
  const [{ view }, setParams] = useQueryStates(statisticsParams)
  if (view === 'table') {
    return (
      <section
        aria-label={t('viewTable')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
        className="overflow-x-auto pt-2 focus-visible:-outline-offset-2"
      >
        {table}
      </section>
    )
  }
  return (
    <>
      {head}
      <div className="mx-4 pt-3 md:mx-6">
        <div className="chart-place relative h-[296px] md:h-[364px] 2xl:h-[428px] print:h-auto">
          {children(({ fromMs, toMs }) => setParams({ from: fromMs, to: toMs, range: null }, ASK_SERVER))}
        </div>
      </div>
      <div className="flex min-h-9 flex-wrap items-center gap-x-4 px-4 pt-1 pb-2 text-ink-3 text-xs md:px-6">
        {lead}
        <span className="print:hidden">{press}</span>
        <span className="max-md:hidden print:hidden">{t('hintDrag')}</span>
        <span className="max-md:hidden print:hidden">
          <Kbd>←</Kbd> <Kbd>→</Kbd> {t('hintKeys')}
        </span>
        <span className="max-xl:hidden print:hidden">
          <Kbd>Shift</Kbd> <Kbd>←</Kbd> <Kbd>→</Kbd> <Kbd>Enter</Kbd> {t('hintZoomKeys')}
        </span>
        <span className="md:ml-auto">{note}</span>
      </div>
      <div className="sr-only">{table}</div>
    </>
  )
}
