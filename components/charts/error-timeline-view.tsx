'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { type ReactNode, useSyncExternalStore } from 'react'
import { ASK_SERVER, SHOW_ONLY, statisticsParams } from '@/components/filters/statistics-params.ts'
import { seriesOf } from '@/lib/charts/stack-series.ts'
import type { ErrorTimeline } from '@/lib/domain/statistics/report-types.ts'
import { CAUSES, type Cause } from '@/lib/domain/taxonomy.ts'
import { ChartOrTable } from './chart-or-table.tsx'
import { CompareKey } from './compare-key.tsx'
import { DetailKey } from './detail-key.tsx'
import { StateKey } from './state-key.tsx'
import { TimelineLegend } from './timeline-legend.tsx'

const TimelinePlot = dynamic(() => import('./timeline-plot.tsx'), { ssr: false })

const CONTRAST = '(prefers-contrast: more), (forced-colors: active)'

function onContrast(notify: () => void): () => void {
  const query = matchMedia(CONTRAST)
  query.addEventListener('change', notify)
  return () => query.removeEventListener('change', notify)
}

/** Legend, chart and, in its place when asked, the table. The table is always there for those who cannot see the chart. */
export function ErrorTimelineView({
  channelId,
  timeline,
  cause,
  detail,
  zone,
  errorsOf,
  errorsBefore,
  nowMs,
  table,
}: {
  channelId: string
  timeline: ErrorTimeline
  /** What the report was filtered by: the address may be a step ahead of it. */
  cause: Cause | null
  detail: string | null
  zone: string | null
  /** Of the whole range, whatever the filters. */
  errorsOf: Partial<Record<Cause, number>>
  /** The same of the period before; null: it is not compared. */
  errorsBefore: Partial<Record<Cause, number>> | null
  nowMs: number
  table: ReactNode
}) {
  const t = useTranslations('chart')
  const [{ hide, patterns: asked }, setParams] = useQueryStates(statisticsParams)
  const contrast = useSyncExternalStore(
    onContrast,
    () => matchMedia(CONTRAST).matches,
    () => false,
  )
  const patterns = asked || contrast
  const shown = cause ? [cause] : CAUSES.filter((one) => !hide.includes(one))
  const only = shown.length === 1 ? (shown[0] ?? null) : null
  const series = seriesOf(timeline, { cause, hidden: hide })
  const { previous, imported, timezone } = timeline

  const toggle = (pressed: Cause) => {
    const next = shown.includes(pressed) ? shown.filter((one) => one !== pressed) : [...shown, pressed]
    const hidden = next.length === 0 ? [] : CAUSES.filter((one) => !next.includes(one))
    // A cause that the server filtered by is left only by asking it again.
    if (cause === null) setParams({ hide: hidden.length > 0 ? hidden : null }, SHOW_ONLY)
    else setParams({ cause: null, detail: null, hide: hidden.length > 0 ? hidden : null }, ASK_SERVER)
  }
  const isolate = (pressed: Cause) =>
    setParams({ cause: cause === pressed ? null : pressed, detail: null, hide: null }, ASK_SERVER)

  return (
    <>
      <TimelineLegend
        errorsOf={errorsOf}
        errorsBefore={errorsBefore}
        shown={shown}
        only={only}
        patterns={patterns}
        onToggle={toggle}
        onOnly={isolate}
      />
      <ChartOrTable
        table={table}
        head={
          <>
            {cause === null ? null : <DetailKey series={series} />}
            {previous === undefined ? null : <CompareKey previous={previous} timezone={timezone} />}
          </>
        }
        lead={
          <>
            {cause === null && hide.length > 0 ? (
              <span className="inline-flex items-center gap-2 text-ink">
                {t('hiddenCauses', { count: hide.length })}
                <button
                  type="button"
                  className="min-h-6 underline decoration-line-2 underline-offset-3 hover:decoration-current"
                  onClick={() => setParams({ hide: null }, SHOW_ONLY)}
                >
                  {t('showAll')}
                </button>
              </span>
            ) : null}
            <StateKey
              off={t('off')}
              imported={imported.length > 0 ? t('imported') : undefined}
              filling={t('filling')}
            />
          </>
        }
        press={t('hintPress')}
        note={
          cause === null ? (
            <button
              type="button"
              aria-pressed={asked}
              className="min-h-6 underline decoration-line-2 underline-offset-3 hover:text-ink hover:decoration-current"
              onClick={() => setParams({ patterns: asked ? null : true }, SHOW_ONLY)}
            >
              {t('patternsOn')}
            </button>
          ) : null
        }
      >
        {(onZoom) => (
          <TimelinePlot
            channelId={channelId}
            timeline={timeline}
            nowMs={nowMs}
            cause={cause}
            detail={detail}
            zone={zone}
            hidden={hide}
            patterns={patterns}
            onZoom={onZoom}
          />
        )}
      </ChartOrTable>
    </>
  )
}
