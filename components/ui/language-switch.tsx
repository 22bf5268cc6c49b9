'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { LOCALE_COOKIE } from '@/lib/i18n/locales.ts'
import { Button } from './button.tsx'
import { writeCookie } from './write-cookie.ts'

/** To the other language, on the same page. The choice is kept in a cookie. */
export function LanguageSwitch() {
  const t = useTranslations('common')
  const router = useRouter()
  const other = useLocale() === 'ja' ? 'en' : 'ja'
  return (
    <Button
      look="quiet"
      lang={other}
      onClick={() => {
        writeCookie(LOCALE_COOKIE, other)
        router.refresh()
      }}
    >
      {t('otherLanguage')}
    </Button>
  )
}
