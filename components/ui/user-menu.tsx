'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Button } from './button.tsx'
import { Menu, MenuButton, MenuLink } from './menu.tsx'
import { useToast } from './toast.tsx'
import { useRequest } from './use-request.ts'

/** Oneself: the name, the pages (on a phone, where the bar has no room for them), and the way out. */
export function UserMenu({ name }: { name: string }) {
  const t = useTranslations('common')
  const id = useId()
  const toast = useToast()
  const { request } = useRequest()
  const signOut = async () => {
    const answer = await request('POST', '/api/auth/sign-out', {})
    if (answer.ok) window.location.assign('/sign-in')
    else toast('alert', answer.text)
  }
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
        <p className="px-3 py-2 text-ink-3 text-xs">{name}</p>
        <MenuLink href="/" className="md:hidden">
          {t('channels')}
        </MenuLink>
        <MenuLink href="/practice" className="md:hidden">
          {t('practice')}
        </MenuLink>
        <MenuLink href="/keys" className="md:hidden">
          {t('keys')}
        </MenuLink>
        <MenuLink href="/guide" className="md:hidden">
          {t('guide')}
        </MenuLink>
        <MenuButton menu={id} onClick={signOut}>
          {t('signOut')}
        </MenuButton>
      </Menu>
    </>
  )
}
