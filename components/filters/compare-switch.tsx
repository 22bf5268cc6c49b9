'use client'

import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { Button } from '@/components/ui/button.tsx'
import { ASK_SERVER, statisticsParams } from './statistics-params.ts'

/** With the period before, or without. */
export function CompareSwitch({ tall = false }: { tall?: boolean }) {
  const t = useTranslations('filters')
  const [{ compare }, setParams] = useQueryStates(statisticsParams, ASK_SERVER)
  return (
    <Button
      aria-pressed={compare !== null}
      size={tall ? 'lg' : 'md'}
      onClick={() => setParams({ compare: compare === null ? 'previous' : null })}
    >
      {t('compare')}
    </Button>
  )
}
