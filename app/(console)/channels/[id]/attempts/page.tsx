import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { loadAttemptsParams } from '@/components/filters/attempts-params.ts'
import { AttemptsPage } from '@/components/panels/attempts-page.tsx'
import { type ChannelParams, channelOf } from '../channel-of.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('attempts')
  return { title: t('title') }
}

export default async function Page({ params, searchParams }: ChannelParams & { searchParams: Promise<SearchParams> }) {
  const { ctx, actor, channel } = await channelOf((await params).id)
  return <AttemptsPage ctx={ctx} actor={actor} channel={channel} params={await loadAttemptsParams(searchParams)} />
}
