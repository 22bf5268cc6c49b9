'use client'

import dynamic from 'next/dynamic'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { buttonClass } from './button.tsx'
import { Icon } from './icon.tsx'
import { Kbd } from './kbd.tsx'
import { openDialog, useOpenedDialog } from './opened-dialog.ts'
import { rememberPlace } from './recent-places.ts'
import { useKeys } from './use-keys.ts'

const Palette = dynamic(() => import('./palette.tsx').then(({ Palette }) => Palette), { ssr: false })
const ShortcutsDialog = dynamic(() => import('./shortcuts-dialog.tsx').then((one) => one.ShortcutsDialog), {
  ssr: false,
})

/** The name of a place that is worth coming back to: a channel, or a page of the guide. */
function placeOf(path: string): string | null {
  return /^\/channels\/(?!new$)[^/]+(?=\/)|^\/guide\/[^/]+$/.exec(path)?.[0] ?? null
}

/** The way to the palette, which is loaded when it is first opened, and the keys that work on every page. */
export function CommandLauncher({ isMac }: { isMac: boolean }) {
  const t = useTranslations('palette')
  const path = usePathname()
  const opened = useOpenedDialog()
  const mod = isMac ? '⌘' : 'Ctrl'
  useKeys({ '?': () => openDialog('shortcuts') })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'k') return
      // Where a dialog asks something, that comes first; the palette closes itself.
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return
      event.preventDefault()
      openDialog('palette')
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
  useEffect(() => {
    const place = placeOf(path)
    if (place !== null) rememberPlace(place)
  }, [path])
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={t('open')}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => openDialog('palette')}
        className={buttonClass(
          'default',
          'md',
          'text-ink-3! max-xl:border-transparent! max-xl:px-2! xl:w-52 xl:justify-start!',
        )}
      >
        <Icon name="search" />
        <span className="max-xl:hidden">{t('open')}</span>
        <span className="ml-auto flex gap-0.5 max-md:hidden">
          <Kbd>{mod}</Kbd>
          <Kbd>K</Kbd>
        </span>
      </button>
      {opened === 'palette' ? <Palette /> : null}
      {opened === 'shortcuts' ? <ShortcutsDialog mod={mod} /> : null}
    </>
  )
}
