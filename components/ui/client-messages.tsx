import { NextIntlClientProvider } from 'next-intl'
import { getLocale } from 'next-intl/server'
import type { ReactNode } from 'react'
import { messagesForClient, type Namespace } from '@/lib/i18n/messages.ts'

/** Gives the client parts inside it the words of these namespaces, beside those that every page has. */
export async function ClientMessages({
  namespaces,
  children,
}: {
  namespaces: readonly Namespace[]
  children: ReactNode
}) {
  const locale = await getLocale()
  return <NextIntlClientProvider messages={messagesForClient(locale, namespaces)}>{children}</NextIntlClientProvider>
}
