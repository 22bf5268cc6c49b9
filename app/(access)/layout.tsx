import { cookies } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { LanguageSwitch } from '@/components/ui/language-switch.tsx'
import { ThemeSwitch } from '@/components/ui/theme-switch.tsx'
import { Mark } from '@/components/ui/wordmark.tsx'
import { isTheme, THEME_COOKIE } from '@/lib/i18n/locales.ts'

/** The doors: one form in the middle, nothing else to look at. */
export default async function AccessLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations('access')
  const theme = (await cookies()).get(THEME_COOKIE)?.value
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr]">
      <header className="wrap flex h-12 items-center justify-end gap-1">
        <LanguageSwitch />
        <ThemeSwitch initial={isTheme(theme) ? theme : null} />
      </header>
      <main id="main" className="mx-auto w-full max-w-[432px] self-center px-4 pt-4 pb-24">
        <div className="mb-6 flex items-center gap-3">
          <Mark className="size-7" />
          <div>
            <p className="font-semibold text-lg leading-5 tracking-[-.01em]">Todoku</p>
            <p className="text-ink-2 text-sm">{t('tagline')}</p>
          </div>
        </div>
        <ClientMessages namespaces={['access']}>{children}</ClientMessages>
      </main>
    </div>
  )
}
