'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { THEMES, type Theme } from '@/lib/i18n/locales.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { Menu, MenuButton } from './menu.tsx'
import { chooseTheme, useTheme } from './use-theme.ts'

/** Light, dark, or the system's. */
export function ThemeSwitch({ initial }: { initial: Theme | null }) {
  const t = useTranslations('common')
  const id = useId()
  const theme = useTheme(initial)
  const names = { light: t('themeLight'), dark: t('themeDark') }
  return (
    <>
      <Button look="quiet" size="square" aria-label={t('theme')} popoverTarget={id} style={{ anchorName: `--theme` }}>
        <Icon name="theme" />
      </Button>
      <Menu id={id} anchor="--theme" label={t('theme')}>
        <p aria-hidden="true" className="px-3 py-2 text-ink-3 text-xs md:hidden">
          {t('theme')}
        </p>
        {[null, ...THEMES].map((option) => (
          <MenuButton key={option ?? 'system'} menu={id} pressed={theme === option} onClick={() => chooseTheme(option)}>
            {option === null ? t('themeSystem') : names[option]}
          </MenuButton>
        ))}
      </Menu>
    </>
  )
}
