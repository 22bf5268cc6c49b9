'use client'

import { useTranslations } from 'next-intl'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { MessagePage } from './message-page.tsx'

/** A fault of ours. The number leads to the line in the server's log. */
export function FailedPage({
  number,
  retry,
  within = false,
}: {
  number: string | undefined
  retry: () => void
  within?: boolean
}) {
  const t = useTranslations('common')
  return (
    <MessagePage title={t('failed')} say={t('failedSay')} within={within}>
      <Button look="primary" onClick={retry}>
        <Icon name="retry" />
        {t('retry')}
      </Button>
      {number === undefined ? null : (
        <p className="w-full text-ink-3 text-xs">
          {t('failedNumber')}: <span className="font-mono">{number}</span>
        </p>
      )}
    </MessagePage>
  )
}
