'use client'

import { useTranslations } from 'next-intl'
import { CAUSES, type Cause } from '@/lib/domain/taxonomy.ts'
import { formatCount, formatShare } from '@/lib/i18n/format-number.ts'
import { PaintSwatch } from './paint-swatch.tsx'

// Rules between the cells: two by two on a phone, four beside each other elsewhere.
const CELLS = [
  '',
  'border-line border-l pl-2',
  'border-line border-t md:border-t-0 md:border-l md:pl-2',
  'border-line border-t border-l pl-2 md:border-t-0',
]
// What a row begins with stands where the figures begin.
const FIRST = ['-ml-1', '', 'max-md:-ml-1', '']

/** Four cells, always in the taxonomy's order; each hides its cause or isolates it. */
export function TimelineLegend({
  errorsOf,
  errorsBefore,
  shown,
  only,
  patterns,
  onToggle,
  onOnly,
}: {
  errorsOf: Partial<Record<Cause, number>>
  /** The same of the period before; null: it is not compared. */
  errorsBefore: Partial<Record<Cause, number>> | null
  shown: readonly Cause[]
  only: Cause | null
  patterns: boolean
  onToggle: (cause: Cause) => void
  onOnly: (cause: Cause) => void
}) {
  const t = useTranslations('chart')
  const gloss = useTranslations('causes')
  const all = CAUSES.reduce((sum, cause) => sum + (errorsOf[cause] ?? 0), 0)
  return (
    <fieldset
      aria-label={t('causes')}
      className="mx-4 mt-2 grid min-w-0 grid-cols-2 border-line border-y md:mx-6 md:mt-3 md:grid-cols-4"
    >
      {CAUSES.map((cause, index) => {
        const visible = shown.includes(cause)
        const off = visible ? '' : 'text-ink-3 line-through decoration-1'
        return (
          <div key={cause} className={`relative min-w-0 py-1 ${CELLS[index]}`}>
            <button
              type="button"
              data-printed
              aria-pressed={visible}
              onClick={() => onToggle(cause)}
              className={`grid w-full grid-cols-[auto_1fr] items-center gap-x-2 rounded-md px-1 py-1 text-left hover:bg-sunken md:py-2 md:pr-16 print:pr-0 ${FIRST[index]}`}
            >
              <PaintSwatch series={{ kind: 'cause', cause }} patterns={patterns} hollow={!visible} size={12} />
              <span lang="en" className={`truncate text-sm max-[389px]:text-xs ${visible ? 'font-semibold' : off}`}>
                {cause}
              </span>
              <span
                className={`col-start-2 flex flex-wrap items-baseline gap-x-2 whitespace-nowrap text-sm ${visible ? 'text-ink-2' : off}`}
              >
                <span className={`text-lg ${visible ? 'font-semibold text-ink' : ''}`}>
                  {formatCount(errorsOf[cause] ?? 0)}
                </span>
                <span>{formatShare(errorsOf[cause] ?? 0, all)}</span>
                {errorsBefore === null ? (
                  <span className="truncate text-ink-3 max-xl:hidden">{gloss(cause)}</span>
                ) : (
                  <span className="text-ink-3">
                    <span aria-hidden="true">{t('beforeOf', { count: errorsBefore[cause] ?? 0 })}</span>
                    <span className="sr-only">{t('beforeOfSay', { count: errorsBefore[cause] ?? 0 })}</span>
                  </span>
                )}
              </span>
            </button>
            <button
              type="button"
              aria-pressed={only === cause}
              aria-label={t('onlyThisOf', { cause })}
              onClick={() => onOnly(cause)}
              className={`absolute top-2.5 right-2 h-6 rounded-sm border px-2 text-xs hover:bg-surface max-md:hidden ${only === cause ? 'border-ink font-semibold text-ink' : 'border-transparent text-ink-3 hover:border-line-2 hover:text-ink'}`}
            >
              {t('onlyThis')}
            </button>
          </div>
        )
      })}
    </fieldset>
  )
}
