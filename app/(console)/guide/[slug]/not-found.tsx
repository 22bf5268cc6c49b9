import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { buttonClass } from '@/components/ui/button.tsx'
import { NotFoundPage } from '@/components/ui/not-found-page.tsx'

export default async function NotFound() {
  const t = await getTranslations('common')
  return (
    <NotFoundPage within="console">
      <Link href="/guide" className={buttonClass()}>
        {t('toGuide')}
      </Link>
    </NotFoundPage>
  )
}
