import { cookies, headers } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import { buttonClass } from '@/components/ui/button.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { CommandLauncher } from '@/components/ui/command-launcher.tsx'
import { LanguageSwitch } from '@/components/ui/language-switch.tsx'
import { MAIN_PAGES } from '@/components/ui/main-pages.ts'
import { NavLink } from '@/components/ui/nav-link.tsx'
import { QuietLink } from '@/components/ui/quiet-link.tsx'
import { ThemeSwitch } from '@/components/ui/theme-switch.tsx'
import { UserMenu } from '@/components/ui/user-menu.tsx'
import { Mark } from '@/components/ui/wordmark.tsx'
import { isTheme, THEME_COOKIE } from '@/lib/i18n/locales.ts'

/** The frame's top: where one is, the language, the theme, and oneself; `null` for who has not signed in. */
export async function ConsoleHeader({ userName }: { userName: string | null }) {
  const access = await getTranslations('access')
  const t = await getTranslations('common')
  const theme = (await cookies()).get(THEME_COOKIE)?.value
  return (
    <>
      <a
        href="#main"
        className="-top-12 absolute left-2 z-10 rounded-md bg-ink px-3 py-2 text-on-ink no-underline focus:top-2"
      >
        {t('skip')}
      </a>
      <header className="border-line border-b bg-surface print:hidden">
        <div className="wrap flex h-12 items-center gap-2 md:gap-6">
          <QuietLink
            href="/"
            className="-ml-1 inline-flex min-h-8 items-center gap-2 rounded-sm px-1 font-semibold text-[15px] tracking-[-.01em] no-underline"
          >
            <Mark />
            <span>Todoku</span>
          </QuietLink>
          <nav aria-label={t('mainNav')} className="flex flex-1 gap-1">
            {MAIN_PAGES.map(({ href, also, key }) => (
              <NavLink key={href} href={href} also={also} className="max-md:hidden">
                {t(key)}
              </NavLink>
            ))}
          </nav>
          <div className="flex items-center gap-1">
            {userName === null ? null : (
              <ClientMessages namespaces={['palette', 'shortcuts']}>
                <CommandLauncher isMac={/Mac|iPhone|iPad/.test((await headers()).get('user-agent') ?? '')} />
              </ClientMessages>
            )}
            <LanguageSwitch />
            <ThemeSwitch initial={isTheme(theme) ? theme : null} />
            {userName === null ? (
              <QuietLink href="/sign-in" className={buttonClass('quiet')}>
                {access('signIn')}
              </QuietLink>
            ) : (
              <UserMenu name={userName} />
            )}
          </div>
        </div>
      </header>
    </>
  )
}
