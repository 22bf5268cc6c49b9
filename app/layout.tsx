import './globals.css'
import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import { getLocale } from 'next-intl/server'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { PrintHead } from '@/components/ui/print-head.tsx'
import { LETTER_KEYS_COOKIE, LETTER_KEYS_OFF } from '@/components/ui/shortcuts.ts'
import { ToastProvider } from '@/components/ui/toast.tsx'
import { isTheme, THEME_COOKIE } from '@/lib/i18n/locales.ts'

export const metadata: Metadata = {
  title: { default: 'Todoku', template: '%s · Todoku' },
  icons: { icon: '/icon.svg' },
  robots: { index: false, follow: false },
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#17181b' },
  ],
}

/**
 * What the reader chose is an attribute that the server writes, so that no page flashes. No theme: the system's holds; no
 * word about letter keys: they are on.
 */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale()
  const kept = await cookies()
  const theme = kept.get(THEME_COOKIE)?.value
  const letterKeys = kept.get(LETTER_KEYS_COOKIE)?.value === LETTER_KEYS_OFF ? LETTER_KEYS_OFF : undefined
  return (
    <html lang={locale} data-theme={isTheme(theme) ? theme : undefined} data-letter-keys={letterKeys}>
      <body>
        <NuqsAdapter>
          <ClientMessages namespaces={[]}>
            <PrintHead />
            <ToastProvider>{children}</ToastProvider>
          </ClientMessages>
        </NuqsAdapter>
      </body>
    </html>
  )
}
