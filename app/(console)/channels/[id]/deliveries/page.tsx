import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { loadDeliveriesParams } from '@/components/filters/deliveries-params.ts'
import { DeliveriesPage } from '@/components/panels/deliveries-page.tsx'
import { type ChannelParams, channelOf } from '../channel-of.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('deliveries')
  return { title: t('title') }
}

export default async function Page({ params, searchParams }: ChannelParams & { searchParams: Promise<SearchParams> }) {
  const { ctx, actor, channel } = await channelOf((await params).id)
  return <DeliveriesPage ctx={ctx} actor={actor} channel={channel} params={await loadDeliveriesParams(searchParams)} />
}
