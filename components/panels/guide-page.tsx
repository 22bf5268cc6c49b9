import { getLocale } from 'next-intl/server'
import { Icon } from '@/components/ui/icon.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { TextLink } from '@/components/ui/text-link.tsx'
import { guideKeyOf, isGuideTopic } from '@/lib/domain/guide.ts'
import { guideOf } from '@/lib/i18n/guide/guide.ts'
import { GuideEntry } from './guide-entry.tsx'
import { GuideNav } from './guide-nav.tsx'
import { GuideTopic } from './guide-topic.tsx'

/** One page of the guide; null when there is none at `slug`. Printed without the contents. */
export async function GuidePage({ slug }: { slug: string }) {
  const key = guideKeyOf(slug)
  if (key === null) return null
  const locale = await getLocale()
  const { words } = guideOf(locale)
  return (
    <div className="wrap pt-3 md:pt-6 print:p-0">
      <div className="gap-8 xl:grid xl:grid-cols-[256px_minmax(0,1fr)] print:block">
        <GuideNav current={slug} locale={locale} />
        <div className="min-w-0">
          <p className="mb-2 text-sm xl:hidden print:hidden">
            <TextLink href="/guide" className="inline-flex min-h-6 items-center gap-1">
              <Icon name="left" />
              {words.toContents}
            </TextLink>
          </p>
          <Panel className="p-4 md:p-6 print:border-0 print:p-0">
            {isGuideTopic(key) ? <GuideTopic topic={key} locale={locale} /> : <GuideEntry name={key} locale={locale} />}
          </Panel>
        </div>
      </div>
    </div>
  )
}
