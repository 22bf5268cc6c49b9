'use client'

import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useId } from 'react'
import { Button } from '@/components/ui/button.tsx'

/**
 * On a phone the filters and the zone wait in a sheet, so that the first bars stay above the fold. `filters`: the
 * parameters of the address that narrow the page; the button says how many of them do.
 */
export function FilterSheet({ filters, children }: { filters: readonly string[]; children: ReactNode }) {
  const t = useTranslations('filters')
  const id = useId()
  const search = useSearchParams()
  const count = filters.filter((name) => search.get(name)).length
  return (
    <>
      <Button popoverTarget={id} className="md:hidden">
        <span>
          {t('sheet')}
          {count === 0 ? null : (
            <>
              <span aria-hidden="true"> · {count}</span>
              <span className="sr-only">{t('sheetCount', { count })}</span>
            </>
          )}
        </span>
      </Button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label={t('sheet')}
        className="popover gap-3 p-4 open:grid md:hidden!"
      >
        <p className="font-semibold">{t('sheet')}</p>
        {children}
        <Button look="primary" size="lg" popoverTarget={id} popoverTargetAction="hide">
          {t('apply')}
        </Button>
      </div>
    </>
  )
}
