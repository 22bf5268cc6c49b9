import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { consoleSession } from '@/app/console-session.ts'
import { FirstRun } from '@/components/panels/first-run.tsx'
import { Overview } from '@/components/panels/overview.tsx'
import { channelOverview } from '@/lib/reports/channel-overview.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('overview')
  return { title: t('title') }
}

export default async function OverviewPage({ searchParams }: { searchParams: Promise<{ q?: string | string[] }> }) {
  const { ctx, actor } = await consoleSession()
  const rows = await channelOverview(ctx, actor)
  if (rows.length === 0) return <FirstRun />
  const { q } = await searchParams
  return <Overview ctx={ctx} rows={rows} query={typeof q === 'string' ? q.trim() : ''} />
}
