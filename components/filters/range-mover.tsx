'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { useId, useRef, useState } from 'react'
import { buttonClass } from '@/components/ui/button.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { type RangeName, shiftRange } from '@/lib/charts/resolve-range.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'
import { formatRange } from '@/lib/i18n/format-time.ts'
import { ExactRangeForm } from './exact-range-form.tsx'
import { RangePresetGrid } from './range-presets.tsx'
import { ASK_SERVER, statisticsParams } from './statistics-params.ts'

/** The range in words, with a step to either side; pressed, it takes exact times (on a phone the presets too). */
export function RangeMover({
  range,
  name,
  zone,
  nowMs,
}: {
  range: TimeRange
  name: RangeName | null
  zone: string
  nowMs: number
}) {
  const t = useTranslations('filters')
  const locale = useLocale()
  const id = useId()
  const popover = useRef<HTMLDivElement>(null)
  // As it was when the form opened: a range that moves with the time does not take away what is being typed.
  const [opened, setOpened] = useState<{ range: TimeRange; zone: string } | null>(null)
  const [, setParams] = useQueryStates(statisticsParams, ASK_SERVER)
  const later = range.toMs >= nowMs ? null : shiftRange(range, 1, nowMs)
  const move = (to: TimeRange | null) => {
    if (to !== null) setParams({ from: to.fromMs, to: to.toMs, range: null })
  }
  const close = () => popover.current?.hidePopover()
  return (
    <>
      {/* No year is left to be guessed on paper. */}
      <span className="hidden text-sm print:inline">{formatRange(range, 0, zone, locale)}</span>
      <fieldset
        aria-label={t('move')}
        style={{ anchorName: '--range' }}
        className="inline-flex min-w-0 max-md:flex-1 print:hidden *:rounded-none *:first:rounded-l-md *:last:rounded-r-md [&>*+*]:-ml-px"
      >
        <button
          type="button"
          aria-label={t('earlier')}
          className={buttonClass('default', 'square', 'flex-none')}
          onClick={() => move(shiftRange(range, -1, nowMs))}
        >
          <Icon name="left" />
        </button>
        <button
          type="button"
          popoverTarget={id}
          className={buttonClass('default', 'md', 'max-md:min-w-0 max-md:flex-1 max-md:px-1')}
        >
          {/* English days do not leave it the room on the narrowest phones. */}
          {name ? <b className="max-[379px]:[&:lang(en)]:hidden md:hidden">{t(`ranges.${name}`)}</b> : null}
          <span>{formatRange(range, nowMs, zone, locale)}</span>
          <span className="sr-only">{t('exact')}</span>
        </button>
        <button
          type="button"
          aria-label={t('later')}
          aria-disabled={later === null || undefined}
          className={buttonClass(
            'default',
            'square',
            'flex-none aria-disabled:cursor-not-allowed aria-disabled:bg-transparent! aria-disabled:text-ink-3',
          )}
          onClick={() => move(later)}
        >
          <Icon name="right" />
        </button>
      </fieldset>
      <div
        ref={popover}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={t('exact')}
        onBeforeToggle={({ newState }) => setOpened(newState === 'open' ? { range, zone } : null)}
        style={{ positionAnchor: '--range' }}
        className="popover gap-3 p-4 open:grid md:w-[336px] md:[inset:auto] md:[right:anchor(right)] md:[top:calc(anchor(bottom)+4px)]"
      >
        <RangePresetGrid current={name} onChosen={close} />
        {opened === null ? null : <ExactRangeForm {...opened} onDone={close} />}
      </div>
    </>
  )
}
