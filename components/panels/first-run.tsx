import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { StartPractice } from '@/components/forms/start-practice.tsx'
import { buttonClass } from '@/components/ui/button.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { PathAndCauses } from './path-and-causes.tsx'

function Way({ title, say, points, children }: { title: string; say: string; points: string[]; children: ReactNode }) {
  return (
    <Panel className="flex flex-col p-4 md:p-6">
      <h2 className="text-lg">{title}</h2>
      <p className="mt-1 text-ink-2 leading-[22px]">{say}</p>
      <ul className="mt-4 mb-6 text-sm">
        {points.map((point) => (
          <li key={point} className="border-line border-t py-2">
            {point}
          </li>
        ))}
      </ul>
      <div className="mt-auto">{children}</div>
    </Panel>
  )
}

/** The console before its first channel: two ways to begin, and what the four causes are. */
export async function FirstRun() {
  const t = await getTranslations('firstRun')
  const overview = await getTranslations('overview')
  return (
    <div className="wrap pt-3 md:pt-4">
      <div className="mx-auto max-w-[1040px] pt-3 md:pt-6">
        <h1 className="text-2xl tracking-[-.01em]">{t('title')}</h1>
        <p className="mt-2 max-w-[64ch] text-ink-2 leading-6">{t('lead')}</p>
        <div className="mt-6 grid gap-4 md:grid-cols-2">
          <Way
            title={t('practiceTitle')}
            say={t('practiceSay')}
            points={[t('practice1'), t('practice2'), t('practice3')]}
          >
            <ClientMessages namespaces={['firstRun']}>
              <StartPractice label={t('practiceStart')} channelName={t('practiceChannel')} />
            </ClientMessages>
          </Way>
          <Way title={t('ownTitle')} say={t('ownSay')} points={[t('own1'), t('own2'), t('own3')]}>
            <Link href="/channels/new" className={buttonClass('default', 'lg')}>
              <Icon name="plus" />
              {overview('newChannel')}
            </Link>
          </Way>
        </div>
        <PathAndCauses />
      </div>
    </div>
  )
}
