'use client'

import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { type SubmitEvent, useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Field } from '@/components/ui/field.tsx'
import { Input } from '@/components/ui/input.tsx'
import { instantOfWallText, wallText } from '@/lib/charts/wall-clock.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'
import { formatZone } from '@/lib/i18n/format-time.ts'
import { ASK_SERVER, statisticsParams } from './statistics-params.ts'

/** From and to by the clock of the zone that the page shows; half-open. */
export function ExactRangeForm({ range, zone, onDone }: { range: TimeRange; zone: string; onDone: () => void }) {
  const t = useTranslations('filters')
  const [, setParams] = useQueryStates(statisticsParams, ASK_SERVER)
  const [problem, setProblem] = useState<'orderWrong' | 'dateMissing' | null>(null)
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const from = instantOfWallText(String(data.get('from')), zone)
    const to = instantOfWallText(String(data.get('to')), zone)
    if (from === null || to === null) return setProblem('dateMissing')
    if (from >= to) return setProblem('orderWrong')
    setProblem(null)
    setParams({ from, to, range: null })
    onDone()
  }
  return (
    <form onSubmit={submit} className="grid gap-3" noValidate>
      <Field label={t('from')}>
        {(ids) => (
          <Input
            {...ids}
            name="from"
            type="datetime-local"
            defaultValue={wallText(range.fromMs, zone)}
            className="max-md:h-10"
          />
        )}
      </Field>
      <Field label={t('to')} error={problem && t(problem)} hint={t('zoneNote', { zone: formatZone(zone, range.toMs) })}>
        {(ids) => (
          <Input
            {...ids}
            name="to"
            type="datetime-local"
            defaultValue={wallText(range.toMs, zone)}
            className="max-md:h-10"
          />
        )}
      </Field>
      <div className="flex justify-end gap-2 max-md:*:h-10 max-md:*:flex-1">
        <Button onClick={onDone}>{t('cancel')}</Button>
        <Button look="primary" type="submit">
          {t('apply')}
        </Button>
      </div>
    </form>
  )
}
