import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { SendTestPanel } from '@/components/panels/send-test-panel.tsx'
import { type ChannelParams, channelOf } from '../../channel-of.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('sendTest')
  return { title: t('title') }
}

export default async function Page({ params }: ChannelParams) {
  const { ctx, actor, channel } = await channelOf((await params).id)
  return <SendTestPanel ctx={ctx} actor={actor} channel={channel} />
}
