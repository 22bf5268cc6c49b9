import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { buttonClass } from './button.tsx'
import { type Frame, MessagePage } from './message-page.tsx'

/** What is not there, and what one may not see, are the same page. `children`: where else to go from here. */
export async function NotFoundPage({ within, children }: { within?: Frame; children?: ReactNode }) {
  const t = await getTranslations('common')
  return (
    <MessagePage title={t('notFound')} say={t('notFoundSay')} within={within}>
      {/* Where the page's own metadata could not be made, nothing else names it. */}
      <title>{`${t('notFound')} · Todoku`}</title>
      <Link href={within === 'door' ? '/sign-in' : '/'} className={buttonClass('primary')}>
        {t(within === 'door' ? 'toSignIn' : 'toChannels')}
      </Link>
      {children}
    </MessagePage>
  )
}
