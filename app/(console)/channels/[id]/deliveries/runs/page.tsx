import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { RunsList } from '@/components/panels/runs-list.tsx'
import { type ChannelParams, channelOf } from '../../channel-of.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('run')
  return { title: t('runsTitle') }
}

export default async function Page({ params }: ChannelParams) {
  const { ctx, actor, channel } = await channelOf((await params).id)
  return <RunsList ctx={ctx} actor={actor} channel={channel} />
}
