'use client'

import { usePathname, useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { Fragment, type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { Kbd } from './kbd.tsx'
import { type FrameDialog, openDialog } from './opened-dialog.ts'
import type { Entry, PaletteCommand } from './palette-entries.ts'
import { searchPalette } from './palette-search.ts'
import { recentPlaces } from './recent-places.ts'
import { useFoundIds } from './use-found-ids.ts'
import { usePaletteCommands } from './use-palette-commands.ts'
import { usePalettePlaces } from './use-palette-places.ts'

const CHANNEL_PATH = /^\/channels\/([^/]+)\/./

/** Reaches any channel, page, id and command by a few letters: a combobox over a list, in the browser's own dialog. */
export function Palette({ isMac }: { isMac: boolean }) {
  const t = useTranslations('palette')
  const router = useRouter()
  const path = usePathname()
  const locale = useLocale()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  /** What opens when this has closed. */
  const after = useRef<FrameDialog | null>(null)
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const [recent] = useState(recentPlaces)
  const { names, run } = usePaletteCommands()
  const { index, failed, load } = usePalettePlaces(locale, names)
  const channel = CHANNEL_PATH.exec(path)?.[1] ?? null
  const hereId = channel === 'new' ? null : channel
  const found = useFoundIds(query, hereId)
  const groups = useMemo(() => {
    const fitting = index === null ? [] : searchPalette(index, query, { hereId, recent, path })
    return found.length === 0 ? fitting : [{ group: 'found' as const, entries: found, more: 0 }, ...fitting]
  }, [index, query, hereId, recent, path, found])
  const entries = groups.flatMap((group) => group.entries)
  const at = Math.min(active, entries.length - 1)
  const current = entries[at]

  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown is what it reacts to
  useEffect(() => {
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, at, entries.length])

  const close = () => dialog.current?.close()
  const choose = ({ to }: Entry, inNewTab: boolean) => {
    if ('href' in to && inNewTab) {
      window.open(to.href)
      return
    }
    if ('command' in to && to.command === 'shortcuts') after.current = 'shortcuts'
    close()
    if ('href' in to) router.push(to.href)
    else run(to.command satisfies PaletteCommand)
  }
  const press = (event: KeyboardEvent) => {
    // Enter that ends a conversion chooses a word, not a place; Safari says so by the code alone.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    const mod = isMac ? event.metaKey : event.ctrlKey
    // On a button, Enter presses it.
    const inField = event.target instanceof HTMLInputElement
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (mod && event.key.toLowerCase() === 'k') close()
    else if (!inField) return
    else if (step !== 0 && entries.length > 0) setActive((at + step + entries.length) % entries.length)
    else if (event.key === 'Enter' && current !== undefined) choose(current, mod)
    else return
    event.preventDefault()
  }

  let shown = -1
  return (
    <dialog
      ref={dialog}
      aria-label={t('label')}
      onClose={() => openDialog(after.current)}
      onClick={(event) => {
        if (event.target === event.currentTarget) close()
      }}
      onKeyDown={press}
      className="m-auto mt-[10dvh] max-h-[70dvh] w-[min(640px,calc(100vw-32px))] flex-col overflow-hidden rounded-lg border border-line-2 bg-surface p-0 text-ink shadow-[0_16px_48px_rgb(0_0_0/.24)] backdrop:bg-[rgb(10_11_14/.5)] open:flex max-md:m-0 max-md:h-dvh max-md:max-h-none max-md:w-full max-md:max-w-none max-md:rounded-none max-md:border-0"
    >
      <div className="flex flex-none items-center gap-2 border-line border-b px-4">
        <Icon name="search" className="text-ink-3" />
        <input
          autoFocus
          type="text"
          role="combobox"
          aria-label={t('label')}
          aria-expanded={entries.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={current === undefined ? undefined : `${id}-${at}`}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="go"
          value={query}
          placeholder={t('hint')}
          onChange={(event) => {
            setQuery(event.target.value)
            setActive(0)
          }}
          className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-ink-3 placeholder:opacity-100 max-md:text-lg"
        />
        <Button look="quiet" size="square" aria-label={t('close')} onClick={close} className="md:hidden">
          <Icon name="x" />
        </Button>
        <Kbd className="max-md:hidden">Esc</Kbd>
      </div>
      <p role="status" className="sr-only">
        {failed ? t('failed') : index === null ? t('loading') : t('count', { count: entries.length })}
      </p>
      {failed ? (
        <p className="flex flex-none flex-wrap items-center justify-between gap-2 px-4 pt-2 text-ink-2 text-sm">
          {t('failed')}
          <Button onClick={load}>{t('retry')}</Button>
        </p>
      ) : null}
      {index === null || entries.length > 0 ? null : (
        <p className="flex-none px-4 pt-8 pb-6 text-center text-ink-2 text-sm">{t('none', { query: query.trim() })}</p>
      )}
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={t('results')}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-2 text-sm"
      >
        {groups.map(({ group, entries: inGroup, more }) => (
          // biome-ignore lint/a11y/useSemanticElements: a listbox holds groups of options, not fieldsets
          <div key={group} role="group" aria-labelledby={`${id}-${group}`} className="[&+&]:mt-2">
            <p id={`${id}-${group}`} role="presentation" className="px-3 py-1 text-ink-3 text-xs">
              {t(`groups.${group}`)}
            </p>
            {inGroup.map((one) => {
              shown += 1
              const place = shown
              return (
                <Fragment key={one.name}>
                  {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, as in every combobox */}
                  <div
                    id={`${id}-${place}`}
                    role="option"
                    tabIndex={-1}
                    aria-selected={place === at}
                    onClick={(event) => choose(one, isMac ? event.metaKey : event.ctrlKey)}
                    onPointerMove={() => setActive(place)}
                    onPointerDown={(event) => event.preventDefault()}
                    className="flex min-h-9 cursor-pointer items-center gap-3 rounded-md px-3 py-1.5 aria-selected:bg-sunken max-md:min-h-11 forced-colors:aria-selected:outline"
                  >
                    <span className="min-w-0 flex-none truncate max-md:max-w-full md:max-w-[70%]">{one.title}</span>
                    <span className="min-w-0 flex-1 truncate text-ink-3 text-xs">{one.note}</span>
                    {place === at ? <Kbd className="max-md:hidden">↵</Kbd> : null}
                  </div>
                </Fragment>
              )
            })}
            {more === 0 ? null : (
              <p role="presentation" className="px-3 py-1 text-ink-3 text-xs">
                {t('more', { count: more })}
              </p>
            )}
          </div>
        ))}
      </div>
      <p
        aria-hidden="true"
        className="flex flex-none gap-4 border-line border-t px-4 py-2 text-ink-3 text-xs max-md:hidden"
      >
        <span className="inline-flex items-center gap-1">
          <Kbd>↑</Kbd>
          <Kbd>↓</Kbd> {t('move')}
        </span>
        <span className="inline-flex items-center gap-1">
          <Kbd>Enter</Kbd> {t('go')}
        </span>
      </p>
    </dialog>
  )
}
