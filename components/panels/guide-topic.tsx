import type { GuideTopic as Topic } from '@/lib/domain/guide.ts'
import { guideOf } from '@/lib/i18n/guide/guide.ts'
import type { GuideSection, GuideWords } from '@/lib/i18n/guide/guide-content.ts'
import type { Locale } from '@/lib/i18n/locales.ts'
import { GuideCommand } from './guide-command.tsx'
import { GuideText } from './guide-text.tsx'

/** A page of the guide that is about no failure: what LINE requires, verification, redelivery, time not counted. */
export function GuideTopic({ topic, locale }: { topic: Topic; locale: Locale }) {
  const { words, topics } = guideOf(locale)
  const { title, lead, sections } = topics[topic]
  return (
    <>
      <h1 className="text-2xl tracking-[-.01em]">{title}</h1>
      <p className="mt-2 max-w-[88ch] leading-6">
        <GuideText>{lead}</GuideText>
      </p>
      {sections.map((section) => (
        <Section key={section.title} section={section} words={words} />
      ))}
    </>
  )
}

function Section({ section, words }: { section: GuideSection; words: GuideWords }) {
  const { title, say = [], points = [], facts = [], run, look } = section
  return (
    <section className="mt-6 print:break-inside-avoid">
      <h2 className="text-lg">{title}</h2>
      {say.map((text) => (
        <p key={text} className="mt-1 max-w-[88ch] leading-6">
          <GuideText>{text}</GuideText>
        </p>
      ))}
      {points.length === 0 ? null : (
        <ul className="mt-2 grid max-w-[88ch] list-disc gap-1 pl-5 leading-[22px] marker:text-ink-3">
          {points.map((text) => (
            <li key={text}>
              <GuideText>{text}</GuideText>
            </li>
          ))}
        </ul>
      )}
      {facts.length === 0 ? null : (
        <dl className="mt-2 grid md:grid-cols-[minmax(160px,max-content)_minmax(0,1fr)]">
          {facts.map(([term, value]) => (
            <div
              key={term}
              className="grid border-line border-b py-1.5 last:border-b-0 md:col-span-2 md:grid-cols-subgrid md:gap-x-6"
            >
              <dt className="text-ink-2 text-sm">
                <GuideText>{term}</GuideText>
              </dt>
              <dd>
                <GuideText>{value}</GuideText>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {run === undefined ? null : (
        <>
          <GuideCommand id={run} copyLabel={words.copyCommand} />
          <p className="mt-1 text-ink-3 text-xs">{words.placeholders}</p>
        </>
      )}
      {look === undefined ? null : (
        <p className="mt-1 text-ink-2 text-sm">
          <span className="text-ink-3">{words.look}: </span>
          <GuideText>{look}</GuideText>
        </p>
      )}
    </section>
  )
}
