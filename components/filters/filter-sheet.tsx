'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useId, useRef } from 'react'
import { Button } from '@/components/ui/button.tsx'

/**
 * On a phone the filters and the zone wait in a sheet, so that the first bars stay above the fold. `filters`: the
 * parameters of the address that narrow the page; the button says how many of them do. What is chosen shows behind the
 * sheet at once; cancelled, the page is as it was when the sheet was opened.
 */
export function FilterSheet({ filters, children }: { filters: readonly string[]; children: ReactNode }) {
  const t = useTranslations('filters')
  const id = useId()
  const router = useRouter()
  const path = usePathname()
  const search = useSearchParams()
  const opened = useRef('')
  const count = filters.filter((name) => search.get(name)).length
  const putBack = () => {
    if (window.location.search !== opened.current) router.replace(path + opened.current, { scroll: false })
  }
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
        onBeforeToggle={({ newState }) => {
          if (newState === 'open') opened.current = window.location.search
        }}
        className="popover gap-3 p-4 open:grid md:hidden!"
      >
        <p className="font-semibold">{t('sheet')}</p>
        {children}
        <div className="grid grid-cols-[auto_1fr] gap-2">
          <Button size="lg" popoverTarget={id} popoverTargetAction="hide" onClick={putBack}>
            {t('cancel')}
          </Button>
          <Button look="primary" size="lg" popoverTarget={id} popoverTargetAction="hide">
            {t('apply')}
          </Button>
        </div>
      </div>
    </>
  )
}
