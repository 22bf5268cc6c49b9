'use client'

import { useLocale, useTranslations } from 'next-intl'
import { type MouseEvent, useId, useState } from 'react'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { MENU_CHOICE, Menu, MenuButton } from './menu.tsx'
import { useSaveFile } from './use-save-file.ts'

/** A table of the API: what is on the screen, and all of it beyond the page that is shown. */
export type SavedTable = {
  /** Of the API, without a query. */
  path: string
  /** The filters of the screen, and `timezone` where the times have a zone; without a page. */
  query?: Readonly<Record<string, string | readonly string[] | null | undefined>>
  /** Where a menu has several tables: which this one is, in words. */
  name?: string
}

/** Something that is made in the browser, such as a picture. `name` is a file type ("PNG"), `note` says it in words. */
type SavedHere = { name: string; note: string; save: () => Promise<void> }

const FORMATS = ['csv', 'tsv'] as const

/**
 * What can be saved of a panel, under one button. `of` names it for those who do not see where the button stands;
 * `wide`: with a word beside the icon.
 */
export function SaveMenu({
  of,
  table,
  more = [],
  wide = false,
}: {
  of: string
  table?: SavedTable | readonly SavedTable[]
  more?: readonly SavedHere[]
  wide?: boolean
}) {
  const t = useTranslations('save')
  const language = useLocale()
  const id = useId()
  const anchor = `--save${id.replaceAll(/\W/g, '')}`
  const { pending, saveFile, saveHere } = useSaveFile()
  const [open, setOpen] = useState(false)
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    // With a key held down the browser is asked for something else: a tab, the link's address.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
    void saveFile(event.currentTarget.href)
  }
  const name = t('of', { what: of })
  const tables = table === undefined ? [] : 'path' in table ? [table] : table
  return (
    <>
      <Button
        size={wide ? 'md' : 'square'}
        aria-label={name}
        title={wide ? undefined : name}
        aria-expanded={open}
        pending={pending}
        popoverTarget={id}
        className="print:hidden"
        style={{ anchorName: anchor }}
      >
        <Icon name="download" />
        {wide ? t('button') : null}
      </Button>
      <Menu id={id} anchor={anchor} label={name} onToggle={setOpen}>
        {tables.map((one) =>
          FORMATS.map((format) => {
            const href = addressOf(one, format, language)
            return (
              <a key={href} href={href} onClick={follow} className={MENU_CHOICE}>
                <Choice name={format.toUpperCase()} note={one.name ?? t(format)} />
              </a>
            )
          }),
        )}
        {more.map(({ name: type, note, save }) => (
          <MenuButton key={type} menu={id} onClick={() => void saveHere(save)}>
            <Choice name={type} note={note} />
          </MenuButton>
        ))}
      </Menu>
    </>
  )
}

function Choice({ name, note }: { name: string; note: string }) {
  return (
    <span className="grid grid-cols-[36px_auto] items-baseline justify-start">
      {name} <span className="text-ink-3 text-xs">{note}</span>
    </span>
  )
}

function addressOf({ path, query = {} }: SavedTable, format: string, language: string): string {
  const search = new URLSearchParams()
  for (const [name, given] of Object.entries(query)) {
    for (const value of typeof given === 'string' ? [given] : (given ?? [])) search.append(name, value)
  }
  search.set('format', format)
  search.set('language', language)
  return `${path}?${search}`
}
