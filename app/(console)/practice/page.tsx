import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { consoleSession } from '@/app/console-session.ts'
import { PracticeIdle } from '@/components/panels/practice-idle.tsx'
import { PracticeRunPanel } from '@/components/panels/practice-run-panel.tsx'
import { getRuntime } from '@/lib/runtime.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('practice')
  return { title: t('title') }
}

export default async function PracticePage() {
  const { ctx, actor } = await consoleSession()
  const run = await getRuntime().practice.current(actor)
  return (
    <div className="wrap pt-3 md:pt-4">
      <div className="mx-auto max-w-[1040px] pt-3 md:pt-6">
        {run === null ? <PracticeIdle /> : <PracticeRunPanel ctx={ctx} actor={actor} run={run} />}
      </div>
    </div>
  )
}
