'use client'

import { useRouter } from 'next/navigation'
import { useLocale } from 'next-intl'
import { LOCALE_COOKIE, type Locale } from '@/lib/i18n/locales.ts'
import { writeCookie } from './write-cookie.ts'

/** The language that the page is not in, and the way to it. The choice is kept in a cookie. */
export function useOtherLanguage(): { other: Locale; change: () => void } {
  const router = useRouter()
  const other = useLocale() === 'ja' ? 'en' : 'ja'
  const change = () => {
    writeCookie(LOCALE_COOKIE, other)
    router.refresh()
  }
  return { other, change }
}
