'use client'

import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Button } from './button.tsx'
import { isCurrent, MAIN_PAGES } from './main-pages.ts'
import { Menu, MenuButton, MenuLink } from './menu.tsx'
import { openDialog } from './opened-dialog.ts'
import { useSignOut } from './use-sign-out.ts'

/** Oneself: the name, the pages (on a phone, where the bar has no room for them), the keys, and the way out. */
export function UserMenu({ name }: { name: string }) {
  const t = useTranslations('common')
  const id = useId()
  const path = usePathname()
  const signOut = useSignOut()
  return (
    <>
      <Button
        look="quiet"
        size="square"
        aria-label={t('userMenu', { name })}
        popoverTarget={id}
        style={{ anchorName: '--user' }}
      >
        <span className="grid size-6 place-items-center rounded-full bg-sunken font-semibold text-ink-2 text-xs">
          {[...name][0]?.toUpperCase()}
        </span>
      </Button>
      <Menu id={id} anchor="--user" label={t('userMenu', { name })}>
        <p className="px-3 py-2 text-ink-3 text-xs [overflow-wrap:anywhere]">{name}</p>
        {MAIN_PAGES.map(({ href, also, key }) => (
          <MenuLink
            key={href}
            href={href}
            aria-current={isCurrent(path, href, also) ? 'page' : undefined}
            className="aria-[current]:font-semibold md:hidden"
          >
            {t(key)}
          </MenuLink>
        ))}
        <MenuButton menu={id} onClick={() => openDialog('shortcuts')} className="pointer-coarse:hidden">
          {t('shortcuts')}
        </MenuButton>
        <hr className="my-1 border-line" />
        <MenuButton menu={id} onClick={signOut}>
          {t('signOut')}
        </MenuButton>
      </Menu>
    </>
  )
}
