'use client'

import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { Select } from '@/components/ui/select.tsx'
import { classOfDetail } from '@/lib/domain/statistics/error-filter.ts'
import { CAUSES, type Cause, isCause } from '@/lib/domain/taxonomy.ts'
import { ASK_SERVER, statisticsParams } from './statistics-params.ts'

/** As wide as most details want, less where the bar would need another row. */
const WIDTH = 'max-w-[168px] flex-[1_1_136px]'

export type DetailChoice = { cause: Cause; detail: string }

/**
 * By cause, and by the details that occurred in the range. A detail brings its cause along. `withClasses`: also by the
 * classes of the statuses among them.
 */
export function CauseDetailSelects({
  details: occurred,
  withClasses = false,
  tall = false,
}: {
  details: readonly DetailChoice[]
  withClasses?: boolean
  tall?: boolean
}) {
  const details = withClasses ? [...classesOf(occurred), ...occurred] : occurred
  const t = useTranslations('filters')
  const [{ cause, detail }, setParams] = useQueryStates(statisticsParams, ASK_SERVER)
  const offered = CAUSES.filter((one) => cause === null || cause === one)
  const known = detail === null || details.some((one) => one.detail === detail)
  return (
    <>
      <Select
        label={t('cause')}
        tall={tall}
        className={tall ? '' : WIDTH}
        value={cause ?? ''}
        onChange={({ target }) =>
          setParams({ cause: isCause(target.value) ? target.value : null, detail: null, hide: null })
        }
        options={[{ value: '', label: t('causeAll') }, ...CAUSES.map((value) => ({ value, label: value }))]}
      />
      <Select
        label={t('detail')}
        tall={tall}
        className={tall ? '' : WIDTH}
        value={detail ?? ''}
        onChange={({ target }) => {
          const chosen = details.find((one) => one.detail === target.value)
          setParams(chosen ? { ...chosen, hide: null } : { detail: null })
        }}
        options={[
          { value: '', label: t('detailAll') },
          ...(known || detail === null ? [] : [{ value: detail, label: detail }]),
          ...offered
            .map((one) => ({
              label: one,
              options: details
                .filter((choice) => choice.cause === one)
                .map((choice) => ({ value: choice.detail, label: choice.detail })),
            }))
            .filter(({ options }) => options.length > 0),
        ]}
      />
    </>
  )
}

/** "4XX" and the like, each once, in their order. */
function classesOf(details: readonly DetailChoice[]): DetailChoice[] {
  const statuses = details.filter(({ cause }) => cause === 'error_status_code')
  const classes = [...new Set(statuses.map(({ detail }) => `${detail.charAt(0)}XX`))].sort()
  return classes.flatMap((detail) =>
    classOfDetail(detail) === null ? [] : [{ cause: 'error_status_code' as const, detail }],
  )
}
