import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { RunPage } from '@/components/panels/run-page.tsx'
import { channelOf } from '../../../channel-of.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('run')
  return { title: t('title') }
}

export default async function Page({ params }: { params: Promise<{ id: string; runId: string }> }) {
  const { id, runId } = await params
  const { ctx, actor, channel } = await channelOf(id)
  return <RunPage ctx={ctx} actor={actor} channel={channel} runId={runId} />
}
