import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { chooseLocale, LOCALE_COOKIE } from '@/lib/i18n/locales.ts'
import { messagesOf } from '@/lib/i18n/messages.ts'

/** next-intl's request configuration: the reader's language from their cookie or browser. Zones are given where a time is said. */
export default getRequestConfig(async () => {
  const locale = chooseLocale((await cookies()).get(LOCALE_COOKIE)?.value, (await headers()).get('accept-language'))
  return { locale, messages: messagesOf(locale), timeZone: 'UTC' }
})
