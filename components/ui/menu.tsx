import Link from 'next/link'
import type { ComponentProps, ReactNode } from 'react'
import { Icon } from './icon.tsx'

/** A small popover of choices under its button, to the side where it fits; the browser closes it on Esc and on a press elsewhere. */
export function Menu({
  id,
  anchor,
  label,
  onToggle,
  children,
}: {
  id: string
  anchor: string
  label: string
  onToggle?: (open: boolean) => void
  children: ReactNode
}) {
  return (
    <fieldset
      id={id}
      popover="auto"
      aria-label={label}
      onToggle={onToggle && ((event) => onToggle(event.newState === 'open'))}
      className="popover min-w-[200px] p-1 md:w-max md:[inset:auto] md:[position-try-fallbacks:flip-inline] md:[top:calc(anchor(bottom)+4px)] md:[right:anchor(right)]"
      style={{ positionAnchor: anchor }}
    >
      {children}
    </fieldset>
  )
}

/** The classes of a choice, for what is neither a button nor a page of the console. */
export const MENU_CHOICE =
  'flex min-h-10 w-full items-center gap-2 rounded-sm px-3 text-left text-sm no-underline hover:bg-sunken md:min-h-8'

/** One choice. `pressed`: it holds now; absent: it is something to do. */
export function MenuButton({
  menu,
  pressed,
  onClick,
  className = '',
  children,
  ...rest
}: ComponentProps<'button'> & { menu: string; pressed?: boolean; children: ReactNode }) {
  return (
    <button
      type="button"
      {...rest}
      aria-pressed={pressed}
      // Closed first, which gives the focus back to the menu's button: a dialog that opens then returns it there.
      onClick={(event) => {
        document.getElementById(menu)?.hidePopover()
        onClick?.(event)
      }}
      className={`${MENU_CHOICE} ${className}`}
    >
      <span className="flex-1">{children}</span>
      {pressed ? <Icon name="check" /> : null}
    </button>
  )
}

/** A choice that is a page. */
export function MenuLink({ className = '', ...rest }: ComponentProps<typeof Link>) {
  return <Link {...rest} className={`${MENU_CHOICE} ${className}`} />
}
