import Link from 'next/link'
import { Swatch } from '@/components/ui/swatch.tsx'
import { GUIDE_BRAZE, GUIDE_STATUSES, GUIDE_TOPICS, guideSlug } from '@/lib/domain/guide.ts'
import { CAUSES, LABELS } from '@/lib/domain/taxonomy.ts'
import { guideOf } from '@/lib/i18n/guide/guide.ts'
import type { Locale } from '@/lib/i18n/locales.ts'

/** All pages of the guide beside the one that is open; the statuses in few lines. */
export function GuideNav({ current, locale }: { current: string; locale: Locale }) {
  const { words, topics } = guideOf(locale)
  const to = (slug: string, text: string, look = 'block py-0.5') => (
    <Link
      href={`/guide/${slug}`}
      aria-current={slug === current ? 'page' : undefined}
      className={`rounded-sm no-underline hover:underline ${look} ${
        slug === current ? 'font-semibold text-ink' : 'text-ink-2'
      }`}
    >
      {text}
    </Link>
  )
  return (
    <nav aria-label={words.contents} className="text-sm max-xl:hidden print:hidden">
      <ul className="grid gap-3">
        {CAUSES.map((cause) => (
          <li key={cause} className="grid grid-cols-[10px_minmax(0,1fr)] items-baseline gap-x-2">
            <Swatch cause={cause} />
            <span lang="en" className="font-semibold">
              {to(cause, cause)}
            </span>
            {cause === 'error_status_code' ? (
              <ul className="col-start-2 flex flex-wrap gap-x-2">
                {GUIDE_STATUSES.map((status) => (
                  <li key={status}>
                    {to(
                      guideSlug(status),
                      status === 'other' ? words.otherStatus : status,
                      'inline-block min-w-6 py-0.5',
                    )}
                  </li>
                ))}
              </ul>
            ) : (
              <ul lang="en" className="col-start-2">
                {LABELS[cause].map((label) => (
                  <li key={label}>{to(guideSlug(label), label)}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
        <li className="border-line border-t pt-3 pl-[18px]">
          <span className="font-semibold">{to(guideSlug('braze-answers'), words.brazeErrors)}</span>
          <ul lang="en">
            {GUIDE_BRAZE.map((name) => (
              <li key={name}>{to(guideSlug(name), name)}</li>
            ))}
          </ul>
        </li>
        <li className="border-line border-t pt-3">
          <ul aria-label={words.topics} className="pl-[18px]">
            {GUIDE_TOPICS.map((topic) => (
              <li key={topic}>{to(topic, topics[topic].title)}</li>
            ))}
          </ul>
        </li>
      </ul>
    </nav>
  )
}
