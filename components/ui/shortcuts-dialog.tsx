'use client'

import { useTranslations } from 'next-intl'
import { Fragment, useId, useState } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Kbd } from './kbd.tsx'
import { areLetterKeysOn, setLetterKeys } from './letter-keys.ts'
import { openDialog } from './opened-dialog.ts'
import { isLetterKey, SHORTCUT_PLACES, SHORTCUTS, shortcutsOf } from './shortcuts.ts'
import { Switch } from './switch.tsx'

/** Every key by where it works, and a switch for those that are single characters. */
export function ShortcutsDialog({ mod }: { mod: string }) {
  const t = useTranslations('shortcuts')
  const id = useId()
  const [open, setOpen] = useState(true)
  const [letters, setLetters] = useState(areLetterKeysOn)
  const change = (on: boolean) => {
    setLetterKeys(on)
    setLetters(on)
  }
  return (
    <Dialog
      open={open}
      onClose={() => openDialog(null)}
      title={t('title')}
      footer={<Button onClick={() => setOpen(false)}>{t('close')}</Button>}
    >
      <div className="mb-4 flex items-start justify-between gap-4 border-line border-b pb-4">
        <div>
          <p id={`${id}-letters`} className="text-ink">
            {t('letters')}
          </p>
          <p id={`${id}-say`} className="text-ink-3 text-xs">
            {t('lettersSay')}
          </p>
        </div>
        <Switch checked={letters} onChange={change} labelledBy={`${id}-letters`} describedBy={`${id}-say`} />
      </div>
      {SHORTCUT_PLACES.map((place) => (
        <section key={place} aria-labelledby={`${id}-${place}`} className="mt-4">
          <h3 id={`${id}-${place}`} className="mb-1 text-ink-3 text-xs">
            {t(`places.${place}`)}
          </h3>
          <dl className="text-sm">
            {shortcutsOf(place).map((name) => {
              const { keys } = SHORTCUTS[name]
              return (
                <div key={name} className="flex min-h-8 items-center justify-between gap-4 border-line border-t">
                  <dt>{t(`names.${name}`)}</dt>
                  <dd className="flex items-center gap-1">
                    {keys.map((together, at) => (
                      <Fragment key={together.join(' ')}>
                        {at === 0 ? null : <span className="text-ink-3 text-xs">{t('or')}</span>}
                        {together.map((key) => (
                          <Kbd key={key} className={isLetterKey(together) && !letters ? 'line-through opacity-60' : ''}>
                            {key === 'Mod' ? mod : key}
                          </Kbd>
                        ))}
                      </Fragment>
                    ))}
                  </dd>
                </div>
              )
            })}
          </dl>
        </section>
      ))}
    </Dialog>
  )
}
