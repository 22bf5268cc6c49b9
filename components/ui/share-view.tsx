'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { Menu, MenuButton } from './menu.tsx'
import { type ShownView, useShownView } from './shown-view.ts'
import { useCopyView } from './use-copy-view.ts'

/**
 * Shares what the page shows. A range that moves with the clock can be shared as it is now, or moving. `compact`: beside
 * many filters only the widest screens have room for the word.
 */
export function ShareView({ compact = false, ...view }: ShownView & { compact?: boolean }) {
  const t = useTranslations('common')
  const id = useId()
  const copy = useCopyView()
  useShownView(view)
  const title = compact ? t('share') : undefined
  const words = (
    <>
      <Icon name="link" />
      {/* Beside the range there is no room for the word on a phone. */}
      <span className={compact ? 'max-2xl:sr-only' : 'max-md:sr-only'}>{t('share')}</span>
    </>
  )
  if (!view.isMoving)
    return (
      <Button title={title} onClick={() => copy('exact')}>
        {words}
      </Button>
    )
  return (
    <>
      <Button title={title} popoverTarget={id} style={{ anchorName: '--share' }}>
        {words}
      </Button>
      <Menu id={id} anchor="--share" label={t('share')}>
        <MenuButton menu={id} onClick={() => copy('exact')}>
          <span className="block pt-1.5">{t('shareExact')}</span>
          <span className="block pb-1.5 text-ink-3 text-xs">{t('shareExactSay')}</span>
        </MenuButton>
        <MenuButton menu={id} onClick={() => copy('moving')}>
          <span className="block pt-1.5">{t('shareMoving')}</span>
          <span className="block pb-1.5 text-ink-3 text-xs">{t('shareMovingSay')}</span>
        </MenuButton>
      </Menu>
    </>
  )
}
