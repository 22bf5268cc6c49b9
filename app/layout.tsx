import './globals.css'
import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import { getLocale } from 'next-intl/server'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
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

/** The theme is an attribute that the server writes, so that no page flashes; absent, the system's holds. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale()
  const theme = (await cookies()).get(THEME_COOKIE)?.value
  return (
    <html lang={locale} data-theme={isTheme(theme) ? theme : undefined}>
      <body>
        <NuqsAdapter>
          <ClientMessages namespaces={[]}>
            <ToastProvider>{children}</ToastProvider>
          </ClientMessages>
        </NuqsAdapter>
      </body>
    </html>
  )
}
