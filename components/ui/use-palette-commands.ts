'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { PaletteCommand } from './palette-entries.ts'
import { useCopyView } from './use-copy-view.ts'
import { useOtherLanguage } from './use-other-language.ts'
import { useSignOut } from './use-sign-out.ts'
import { chooseTheme } from './use-theme.ts'

/** The commands by name, and what each does. */
export function usePaletteCommands(): {
  names: Readonly<Record<PaletteCommand, string>>
  run: (command: PaletteCommand) => void
} {
  const t = useTranslations('palette')
  const { change } = useOtherLanguage()
  const signOut = useSignOut()
  const copyView = useCopyView()
  const names = useMemo(
    () => ({
      copyLink: t('commands.copyLink'),
      light: t('commands.light'),
      dark: t('commands.dark'),
      system: t('commands.system'),
      language: t('commands.language'),
      shortcuts: t('commands.shortcuts'),
      signOut: t('commands.signOut'),
    }),
    [t],
  )
  const run = (command: PaletteCommand) => {
    switch (command) {
      case 'copyLink':
        return copyView('exact')
      case 'light':
      case 'dark':
        return chooseTheme(command)
      case 'system':
        return chooseTheme(null)
      case 'language':
        return change()
      case 'signOut':
        return signOut()
      // Its dialog opens when the palette's has closed.
      case 'shortcuts':
        return undefined
      default:
        return command satisfies never
    }
  }
  return { names, run }
}
