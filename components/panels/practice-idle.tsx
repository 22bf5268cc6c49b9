import { getTranslations } from 'next-intl/server'
import { StartPractice } from '@/components/forms/start-practice.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { PathAndCauses } from './path-and-causes.tsx'

/** Nothing has been practised yet: what it is, and the button that starts it. */
export async function PracticeIdle() {
  const t = await getTranslations('firstRun')
  return (
    <>
      <h1 className="text-2xl tracking-[-.01em]">{t('practiceTitle')}</h1>
      <p className="mt-2 max-w-[64ch] text-ink-2 leading-6">{t('practiceSay')}</p>
      <Panel className="mt-6 p-4 md:p-6">
        <ul className="mb-6 text-sm">
          {[t('practice1'), t('practice2'), t('practice3')].map((point) => (
            <li key={point} className="border-line border-b py-2 first:pt-0">
              {point}
            </li>
          ))}
        </ul>
        <StartPractice label={t('practiceStart')} channelName={t('practiceChannel')} />
      </Panel>
      <PathAndCauses />
    </>
  )
}
