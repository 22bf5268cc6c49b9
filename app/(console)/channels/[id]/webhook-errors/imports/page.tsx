import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ImportsPage } from '@/components/panels/imports-page.tsx'
import { type ChannelParams, channelOf } from '../../channel-of.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('imports')
  return { title: t('title') }
}

export default async function Page({ params }: ChannelParams) {
  const { ctx, actor, channel } = await channelOf((await params).id)
  return <ImportsPage ctx={ctx} actor={actor} channel={channel} />
}
