'use client'

import { useTranslations } from 'next-intl'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { type Frame, MessagePage } from './message-page.tsx'

/** A fault of ours. The number leads to the line in the server's log. */
export function FailedPage({
  number,
  retry,
  within,
}: {
  number: string | undefined
  retry: () => void
  within?: Frame
}) {
  const t = useTranslations('common')
  return (
    <MessagePage title={t('failed')} say={t('failedSay')} within={within}>
      <Button look="primary" onClick={retry}>
        <Icon name="retry" />
        {t('reload')}
      </Button>
      {number === undefined ? null : (
        <p className="mt-2 w-full text-ink-3 text-xs">
          {t('failedNumber')}: <span className="font-mono">{number}</span>
        </p>
      )}
    </MessagePage>
  )
}
