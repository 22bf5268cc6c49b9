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

type Params = { q?: string | string[]; shown?: string | string[] }

export default async function OverviewPage({ searchParams }: { searchParams: Promise<Params> }) {
  // Here, so that whoever is not signed in is redirected before the page begins.
  await consoleSession()
  const { q, shown } = await searchParams
  const asked = typeof shown === 'string' && /^\d{1,6}$/.test(shown) ? Number(shown) : null
  return (
    <Suspense fallback={<OverviewSkeleton />}>
      <Channels query={typeof q === 'string' ? q.trim() : ''} asked={asked} />
    </Suspense>
  )
}

async function Channels({ query, asked }: { query: string; asked: number | null }) {
  const { ctx, actor } = await consoleSession()
  const rows = await channelOverview(ctx, actor)
  return rows.length === 0 ? <FirstRun /> : <Overview ctx={ctx} rows={rows} query={query} asked={asked} />
}
