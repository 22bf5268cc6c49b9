'use client'

import { useTranslations } from 'next-intl'
import { Button } from './button.tsx'
import { useOtherLanguage } from './use-other-language.ts'

/** To the other language, on the same page. */
export function LanguageSwitch() {
  const t = useTranslations('common')
  const { other, change } = useOtherLanguage()
  return (
    <Button look="quiet" lang={other} onClick={change}>
      {t('otherLanguage')}
    </Button>
  )
}
