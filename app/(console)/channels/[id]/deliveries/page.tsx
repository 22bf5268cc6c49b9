import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { loadDeliveriesParams } from '@/components/filters/deliveries-params.ts'
import { DeliveriesPage } from '@/components/panels/deliveries-page.tsx'
import { ListSkeleton } from '@/components/ui/list-skeleton.tsx'
import { type ChannelParams, channelOf } from '../channel-of.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('deliveries')
  return { title: t('title') }
}

export default async function Page({ params, searchParams }: ChannelParams & { searchParams: Promise<SearchParams> }) {
  const { ctx, actor, channel } = await channelOf((await params).id)
  const wish = await loadDeliveriesParams(searchParams)
  const t = await getTranslations('deliveries')
  return (
    <Suspense fallback={<ListSkeleton label={t('title')} />}>
      <DeliveriesPage ctx={ctx} actor={actor} channel={channel} params={wish} />
    </Suspense>
  )
}
