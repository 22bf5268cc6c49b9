import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { ownOrigin } from '@/app/own-origin.ts'
import { loadSendsParams } from '@/components/filters/sends-params.ts'
import { SendsPage } from '@/components/panels/sends-page.tsx'
import { type ChannelParams, channelOf } from '../channel-of.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('sends')
  return { title: t('title') }
}

export default async function Page({ params, searchParams }: ChannelParams & { searchParams: Promise<SearchParams> }) {
  const { ctx, actor, channel } = await channelOf((await params).id)
  const wish = await loadSendsParams(searchParams)
  return <SendsPage ctx={ctx} actor={actor} channel={channel} params={wish} origin={await ownOrigin()} />
}
