import { getTranslations } from 'next-intl/server'
import { TextLink } from '@/components/ui/text-link.tsx'
import { adviceFor } from '@/lib/domain/advice.ts'
import { guideHref, guideKeyOfDetail, isGuideBraze } from '@/lib/domain/guide.ts'
import type { AttemptSummary } from '@/lib/domain/statistics/report-types.ts'
import { guideOf } from '@/lib/i18n/guide/guide.ts'
import type { GuideStep } from '@/lib/i18n/guide/guide-content.ts'
import type { Locale } from '@/lib/i18n/locales.ts'
import { GuideText } from './guide-text.tsx'

/** What a failure means, and what to do about it, in order. Facts before advice. */
export async function AttemptAdvice({
  attempt: { outcome, error },
  locale,
}: {
  attempt: Pick<AttemptSummary, 'outcome' | 'error'>
  locale: Locale
}) {
  if (outcome.cause === null || outcome.detail === null) return null
  const t = await getTranslations({ locale, namespace: 'advice' })
  const key = adviceFor({ cause: outcome.cause, detail: outcome.detail }, error)
  const named = guideKeyOfDetail(outcome.detail)
  const ofBraze = named !== null && isGuideBraze(named) ? guideOf(locale).entries[named] : null
  const steps = ofBraze === null ? t(`${key}.steps`).split('\n') : withoutCommands(ofBraze.steps)
  return (
    <>
      <p className="leading-[22px]">
        <GuideText>{ofBraze?.happened ?? t(`${key}.say`)}</GuideText>
      </p>
      <ol className="mt-2 grid gap-1">
        {steps.map((step, index) => (
          <li key={step} className="grid grid-cols-[24px_1fr] leading-[22px]">
            <span aria-hidden="true" className="text-ink-3">
              {index + 1}
            </span>
            <span>
              <GuideText>{step}</GuideText>
            </span>
          </li>
        ))}
      </ol>
      <p className="mt-2 text-sm">
        <TextLink href={guideHref(outcome.detail)}>{guideOf(locale).words.more}</TextLink>
      </p>
    </>
  )
}

/** What is done by a command is in the guide, with the command. */
function withoutCommands(steps: readonly GuideStep[]): string[] {
  const told = steps.filter(({ run }) => run === undefined)
  return (told.length > 0 ? told : steps).map(({ say }) => say)
}
