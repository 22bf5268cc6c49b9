import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { consoleSession } from '@/app/console-session.ts'
import { FirstRun } from '@/components/panels/first-run.tsx'
import { Overview } from '@/components/panels/overview.tsx'
import { OverviewSkeleton } from '@/components/ui/list-skeleton.tsx'
import { channelOverview } from '@/lib/reports/channel-overview.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('overview')
  return { title: t('title') }
}

export default async function OverviewPage({ searchParams }: { searchParams: Promise<{ q?: string | string[] }> }) {
  // Here, so that whoever is not signed in is redirected before the page begins.
  await consoleSession()
  const { q } = await searchParams
  return (
    <Suspense fallback={<OverviewSkeleton />}>
      <Channels query={typeof q === 'string' ? q.trim() : ''} />
    </Suspense>
  )
}

async function Channels({ query }: { query: string }) {
  const { ctx, actor } = await consoleSession()
  const rows = await channelOverview(ctx, actor)
  return rows.length === 0 ? <FirstRun /> : <Overview ctx={ctx} rows={rows} query={query} />
}
