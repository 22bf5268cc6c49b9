import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Swatch } from '@/components/ui/swatch.tsx'
import { type GuideKey, guideFacts, isGuideBraze, LINE_TIMEOUT_MS } from '@/lib/domain/guide.ts'
import { isCause } from '@/lib/domain/taxonomy.ts'
import { guideOf } from '@/lib/i18n/guide/guide.ts'
import type { GuideStep } from '@/lib/i18n/guide/guide-content.ts'
import { entryTitle } from '@/lib/i18n/guide/guide-title.ts'
import type { Locale } from '@/lib/i18n/locales.ts'
import { detailGloss } from './detail-gloss.ts'
import { GuideCauseDetails } from './guide-cause-details.tsx'
import { GuideCommand } from './guide-command.tsx'
import { GuideText } from './guide-text.tsx'
import { GuideWay } from './guide-way.tsx'

/** One cause, label or status: what happened, then what is known of it, then why and what to do. */
export async function GuideEntry({ name, locale }: { name: GuideKey; locale: Locale }) {
  const { words, entries, brazeMeanings } = guideOf(locale)
  const entry = entries[name]
  const facts = guideFacts(name)
  const processed = await getTranslations('processed')
  const causes = await getTranslations('causes')
  const glossOf = await detailGloss(LINE_TIMEOUT_MS)
  const title = entryTitle(name, locale)
  const numeric = /^\d/.test(name) || name === 'other'
  const gloss = isCause(name) ? causes(name) : isGuideBraze(name) ? brazeMeanings[name] : numeric ? '' : glossOf(name)
  return (
    <>
      <h1 className="flex flex-wrap items-baseline gap-x-2 text-2xl tracking-[-.01em]">
        <Swatch cause={facts.cause} className="size-3.5 translate-y-px" />
        <span lang={entryTitle(name, 'en') === title ? 'en' : undefined}>{title}</span>
        {gloss === '' ? null : <small className="font-normal text-base text-ink-3">{gloss}</small>}
      </h1>
      {facts.stopsAt === null ? null : (
        <GuideWay stopsAt={facts.stopsAt} label={words.stopsAt} stopped={words.stopped} />
      )}
      <section aria-label={words.happened}>
        <p className="mt-4 max-w-[88ch] leading-6">
          <GuideText>{entry.happened}</GuideText>
        </p>
      </section>
      <dl
        className={`mt-4 grid gap-4 border-line border-y py-3 md:gap-8 ${facts.fault === null ? 'md:grid-cols-2' : 'md:grid-cols-[1fr_1fr_max-content]'}`}
      >
        <Fact
          term={isGuideBraze(name) ? words.processedByBraze : words.processed}
          value={processed(facts.processed)}
          say={entry.processed}
        />
        <Fact term={words.resend} value={words.resends[facts.resend]} say={entry.resend} />
        {facts.fault === null ? null : <Fact term={words.fault} value={words.faults[facts.fault]} />}
      </dl>
      {isCause(name) ? <GuideCauseDetails cause={name} locale={locale} wide /> : null}
      <div className="mt-5 grid gap-6 xl:grid-cols-[minmax(280px,1fr)_minmax(0,620px)]">
        <Part title={words.reasons}>
          <Numbered items={entry.reasons.map((reason) => ({ say: reason }))} />
        </Part>
        <Part title={words.steps}>
          <Numbered items={entry.steps} look={words.look} copyLabel={words.copyCommand} />
          {entry.steps.some(({ run }) => run !== undefined) ? (
            <p className="mt-3 pl-6 text-ink-3 text-xs">{words.placeholders}</p>
          ) : null}
        </Part>
      </div>
    </>
  )
}

function Fact({ term, value, say = '' }: { term: string; value: string; say?: string }) {
  return (
    <div>
      <dt className="text-ink-3 text-xs">{term}</dt>
      <dd className="mt-0.5 font-semibold">{value}</dd>
      {say === '' ? null : (
        <dd className="mt-0.5 text-ink-2 text-sm">
          <GuideText>{say}</GuideText>
        </dd>
      )}
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-2 text-lg">{title}</h2>
      {children}
    </section>
  )
}

function Numbered({
  items,
  look = '',
  copyLabel = '',
}: {
  items: readonly GuideStep[]
  look?: string
  copyLabel?: string
}) {
  return (
    <ol className="grid gap-2">
      {items.map(({ say, run, look: see }, index) => (
        <li key={say} className="grid grid-cols-[24px_minmax(0,1fr)] leading-[22px] print:break-inside-avoid">
          <span aria-hidden="true" className="text-ink-3">
            {index + 1}
          </span>
          <div className="min-w-0">
            <GuideText>{say}</GuideText>
            {run === undefined ? null : <GuideCommand id={run} copyLabel={copyLabel} />}
            {see === undefined ? null : (
              <p className="mt-1 text-ink-2 text-sm">
                <span className="text-ink-3">{look}: </span>
                <GuideText>{see}</GuideText>
              </p>
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}
