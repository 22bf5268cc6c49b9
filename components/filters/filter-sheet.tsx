'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useId } from 'react'
import { Button } from '@/components/ui/button.tsx'

/** On a phone the filters and the zone wait in a sheet, so that the first bars stay above the fold. */
export function FilterSheet({ children }: { children: ReactNode }) {
  const t = useTranslations('filters')
  const id = useId()
  return (
    <>
      <Button popoverTarget={id} className="md:hidden">
        {t('sheet')}
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
