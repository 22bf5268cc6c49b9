'use client'

import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { THEME_COOKIE, THEMES, type Theme } from '@/lib/i18n/locales.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { Menu, MenuButton } from './menu.tsx'
import { writeCookie } from './write-cookie.ts'

/** Light, dark, or the system's. The attribute changes at once; the cookie tells the server. */
export function ThemeSwitch({ initial }: { initial: Theme | null }) {
  const t = useTranslations('common')
  const id = useId()
  const [theme, setTheme] = useState(initial)
  const choose = (chosen: Theme | null) => {
    if (chosen === null) delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = chosen
    writeCookie(THEME_COOKIE, chosen)
    setTheme(chosen)
  }
  const names = { light: t('themeLight'), dark: t('themeDark') }
  return (
    <>
      <Button look="quiet" size="square" aria-label={t('theme')} popoverTarget={id} style={{ anchorName: `--theme` }}>
        <Icon name="theme" />
      </Button>
      <Menu id={id} anchor="--theme" label={t('theme')}>
        {[null, ...THEMES].map((option) => (
          <MenuButton key={option ?? 'system'} menu={id} pressed={theme === option} onClick={() => choose(option)}>
            {option === null ? t('themeSystem') : names[option]}
          </MenuButton>
        ))}
      </Menu>
    </>
  )
}
