import { getTranslations } from 'next-intl/server'
import { TextLink } from '@/components/ui/text-link.tsx'
import {
  GUIDE_BRAZE,
  GUIDE_STATUSES,
  guideFacts,
  guideHref,
  guideSlug,
  guideTopicHref,
  LINE_TIMEOUT_MS,
} from '@/lib/domain/guide.ts'
import { type Cause, LABELS } from '@/lib/domain/taxonomy.ts'
import { guideOf } from '@/lib/i18n/guide/guide.ts'
import { entryTitle } from '@/lib/i18n/guide/guide-title.ts'
import type { Locale } from '@/lib/i18n/locales.ts'
import { detailGloss } from './detail-gloss.ts'

/** What a name means stands below the other meanings, in every list of the page; the statuses go by the same columns. */
const COLUMNS = 'xl:grid-cols-[248px_minmax(0,1fr)]'

/** The pages under a cause: its labels with a gloss, or the statuses. `wide`: there is room for two columns of labels. */
export async function GuideCauseDetails({
  cause,
  locale,
  wide = false,
}: {
  cause: Cause
  locale: Locale
  wide?: boolean
}) {
  const { words, brazeMeanings } = guideOf(locale)
  const processed = await getTranslations('processed')
  const glossOf = await detailGloss(LINE_TIMEOUT_MS)
  const row = `flex flex-wrap gap-x-2 py-0.5 ${wide ? '' : `xl:grid xl:justify-items-start xl:gap-x-6 ${COLUMNS}`}`
  if (cause === 'error_status_code') {
    return (
      <>
        <ul
          aria-label={words.statuses}
          className={`mt-3 grid gap-x-6 text-sm md:grid-cols-2 ${wide ? 'xl:grid-cols-3' : COLUMNS}`}
        >
          {GUIDE_STATUSES.map((status) => (
            <li key={status} className="py-0.5">
              <TextLink href={`/guide/${guideSlug(status)}`}>{entryTitle(status, locale)}</TextLink>
            </li>
          ))}
        </ul>
        <h3 className="mt-3 font-semibold text-sm">
          <TextLink href={guideTopicHref('braze-answers')}>{words.brazeErrors}</TextLink>
        </h3>
        <ul aria-label={words.brazeErrors} className={`mt-1 grid gap-x-6 text-sm ${wide ? 'xl:grid-cols-2' : ''}`}>
          {GUIDE_BRAZE.map((name) => (
            <li key={name} className={row}>
              <TextLink href={`/guide/${guideSlug(name)}`} lang="en">
                {name}
              </TextLink>
              <span className="text-ink-3">{brazeMeanings[name]}</span>
            </li>
          ))}
        </ul>
      </>
    )
  }
  const labels = LABELS[cause]
  return (
    <ul aria-label={words.details} className={`mt-3 grid gap-x-6 text-sm ${wide ? 'xl:grid-cols-2' : ''}`}>
      {labels.map((label) => (
        <li key={label} className={row}>
          <TextLink href={guideHref(label)} lang="en">
            {label}
          </TextLink>
          <span className="text-ink-3">{glossOf(label)}</span>
          <span className="sr-only">
            {words.processed}: {processed(guideFacts(label).processed)}
          </span>
        </li>
      ))}
    </ul>
  )
}
