import { getLocale, getTranslations } from 'next-intl/server'
import { Panel } from '@/components/ui/panel.tsx'
import { Swatch } from '@/components/ui/swatch.tsx'
import { TextLink } from '@/components/ui/text-link.tsx'
import { GUIDE_TOPICS, guideFacts, guideHref, guideTopicHref } from '@/lib/domain/guide.ts'
import type { Cause } from '@/lib/domain/taxonomy.ts'
import { guideOf } from '@/lib/i18n/guide/guide.ts'
import { GuideCauseDetails } from './guide-cause-details.tsx'
import { GuideText } from './guide-text.tsx'

/** The taxonomy's order, in two columns of about the same height. */
const COLUMNS: readonly (readonly Cause[])[] = [
  ['could_not_connect', 'request_timeout', 'unclassified'],
  ['error_status_code'],
]

/** The first page: the four causes with their details, and the pages about other things. Everything is one press away. */
export async function GuideContents() {
  const locale = await getLocale()
  const { words, topics } = guideOf(locale)
  const causes = await getTranslations('causes')
  const processed = await getTranslations('processed')
  return (
    <div className="wrap pt-3 md:pt-6 print:p-0">
      <h1 className="text-2xl tracking-[-.01em]">{words.title}</h1>
      <p className="mt-1 text-ink-2 leading-6">{words.lead}</p>
      <nav data-printed aria-label={words.contents} className="mt-4 grid gap-4 md:grid-cols-2">
        {COLUMNS.map((column) => (
          <div key={column[0]} className="grid content-start gap-4">
            {column.map((cause) => (
              <Panel key={cause} className="p-4 md:p-6 print:break-inside-avoid">
                <h2 className="flex flex-wrap items-baseline gap-x-2 text-lg">
                  <Swatch cause={cause} />
                  <TextLink href={guideHref(cause)} lang="en">
                    {cause}
                  </TextLink>
                  <small className="font-normal text-ink-3 text-sm">{causes(cause)}</small>
                </h2>
                <p className="mt-1 text-ink-2 text-sm">
                  {words.processed}: <b>{processed(guideFacts(cause).processed)}</b>
                </p>
                <GuideCauseDetails cause={cause} locale={locale} />
              </Panel>
            ))}
          </div>
        ))}
        <Panel className="p-4 md:col-span-2 md:p-6 print:break-inside-avoid">
          <h2 className="text-lg">{words.topics}</h2>
          {/* Its second column begins where that of the panels above it does: their gap, two paddings and two borders. */}
          <ul className="mt-2 grid gap-3 md:grid-cols-2 md:gap-x-[66px]">
            {GUIDE_TOPICS.map((topic) => (
              <li key={topic}>
                <TextLink href={guideTopicHref(topic)} className="font-semibold">
                  {topics[topic].title}
                </TextLink>
                <p className="mt-0.5 text-ink-2 text-sm">
                  <GuideText>{topics[topic].lead}</GuideText>
                </p>
              </li>
            ))}
          </ul>
        </Panel>
      </nav>
    </div>
  )
}
