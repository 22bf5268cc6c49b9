'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field.tsx'
import { Input } from '@/components/ui/input.tsx'

/** As `<input type="datetime-local">` writes it, on LINE's clock. */
export type RangeText = { from: string; to: string }

/** What the file covers: its own days, unless the reader knows better. */
export function ImportRange({
  value,
  onChange,
  latest,
}: {
  value: RangeText
  onChange: (range: RangeText) => void
  latest: string
}) {
  const t = useTranslations('imports')
  const wrong = value.from !== '' && value.to !== '' && value.from >= value.to ? t('rangeWrong') : null
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-semibold">{t('range')}</legend>
      <p className="max-w-[100ch] text-ink-2 text-sm leading-[22px]">{t('rangeSay')}</p>
      <div className="grid max-w-[480px] gap-3 md:grid-cols-2">
        {(['from', 'to'] as const).map((end) => (
          <Field key={end} label={t(end)} error={end === 'to' ? wrong : null}>
            {(ids) => (
              <Input
                {...ids}
                type="datetime-local"
                max={latest}
                value={value[end]}
                className="max-md:h-10"
                onChange={(event) => onChange({ ...value, [end]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <p className="text-ink-3 text-xs">{t('clock')}</p>
    </fieldset>
  )
}
