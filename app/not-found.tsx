import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { buttonClass } from '@/components/ui/button.tsx'
import { MessagePage } from '@/components/ui/message-page.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common')
  return { title: t('notFound') }
}

export default async function NotFound() {
  const t = await getTranslations('common')
  return (
    <MessagePage title={t('notFound')} say={t('notFoundSay')}>
      <Link href="/" className={buttonClass('primary')}>
        {t('toChannels')}
      </Link>
    </MessagePage>
  )
}
