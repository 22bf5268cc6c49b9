import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { buttonClass } from './button.tsx'
import { MessagePage } from './message-page.tsx'

/** What is not there, and what one may not see, are the same page. */
export async function NotFoundPage({ within = false }: { within?: boolean }) {
  const t = await getTranslations('common')
  return (
    <MessagePage title={t('notFound')} say={t('notFoundSay')} within={within}>
      {/* Where the page's own metadata could not be made, nothing else names it. */}
      <title>{`${t('notFound')} · Todoku`}</title>
      <Link href="/" className={buttonClass('primary')}>
        {t('toChannels')}
      </Link>
    </MessagePage>
  )
}
