'use client'

import { useTranslations } from 'next-intl'
import { debounce, parseAsString, useQueryState } from 'nuqs'
import { useId, useRef } from 'react'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { Input } from './input.tsx'
import { Kbd } from './kbd.tsx'
import { useKeys } from './use-keys.ts'

const WAIT_MS = 250

/** Searches as one types; what is searched for is in the address. `focusKey` puts the cursor here. */
export function SearchField({
  name,
  label,
  focusKey,
  className = '',
}: {
  name: string
  label: string
  focusKey?: string
  className?: string
}) {
  const [text, setText] = useQueryState(
    name,
    parseAsString.withDefault('').withOptions({ shallow: false, clearOnDefault: true, history: 'replace' }),
  )
  const input = useRef<HTMLInputElement>(null)
  const t = useTranslations('common')
  const id = useId()
  useKeys(focusKey === undefined ? {} : { [focusKey]: () => input.current?.focus() })
  return (
    <span className={`relative ${className}`}>
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <Icon name="search" className="pointer-events-none absolute top-2 left-2 text-ink-3" />
      <Input
        ref={input}
        id={id}
        type="search"
        value={text}
        placeholder={label}
        onChange={(event) => setText(event.target.value, { limitUrlUpdates: debounce(WAIT_MS) })}
        className="search-input pr-8 pl-8 text-sm [&::-webkit-search-cancel-button]:hidden"
      />
      {text === '' ? null : (
        <Button
          look="quiet"
          size="square-sm"
          aria-label={t('clearSearch')}
          className="absolute top-1 right-1"
          onClick={() => {
            setText(null)
            input.current?.focus()
          }}
        >
          <Icon name="x" />
        </Button>
      )}
      {focusKey !== undefined && text === '' ? (
        <Kbd className="letter-key pointer-events-none absolute top-[7px] right-2 max-md:hidden">{focusKey}</Kbd>
      ) : null}
    </span>
  )
}
