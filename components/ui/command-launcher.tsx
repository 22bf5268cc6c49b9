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
      // On a Mac, Ctrl+K is the text field's own: it deletes to the end of the line, and turns what is typed into katakana.
      const [held, other] = isMac ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey]
      if (!held || other || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'k') return
      if (event.isComposing || event.keyCode === 229) return
      // Where a dialog asks something, that comes first; the palette closes itself.
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return
      event.preventDefault()
      openDialog('palette')
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [isMac])
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
        aria-keyshortcuts={isMac ? 'Meta+K' : 'Control+K'}
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
      {opened === 'palette' ? <Palette isMac={isMac} /> : null}
      {opened === 'shortcuts' ? <ShortcutsDialog mod={mod} /> : null}
    </>
  )
}
