import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ownOrigin } from '@/app/own-origin.ts'
import { ChannelSettings } from '@/components/panels/channel-settings.tsx'
import { type ChannelParams, channelOf } from '../channel-of.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings')
  return { title: t('title') }
}

export default async function SettingsPage({
  params,
  searchParams,
}: ChannelParams & { searchParams: Promise<{ verified?: string | string[] }> }) {
  const { ctx, actor, channel } = await channelOf((await params).id)
  const { verified } = await searchParams
  return (
    <ChannelSettings
      ctx={ctx}
      actor={actor}
      channel={channel}
      origin={await ownOrigin()}
      verified={typeof verified === 'string' ? verified : null}
    />
  )
}
