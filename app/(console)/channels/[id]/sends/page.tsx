import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { ownOrigin } from '@/app/own-origin.ts'
import { loadSendsParams } from '@/components/filters/sends-params.ts'
import { SendsPage } from '@/components/panels/sends-page.tsx'
import { ListSkeleton } from '@/components/ui/list-skeleton.tsx'
import { type ChannelParams, channelOf } from '../channel-of.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('sends')
  return { title: t('title') }
}

export default async function Page({ params, searchParams }: ChannelParams & { searchParams: Promise<SearchParams> }) {
  const { ctx, actor, channel } = await channelOf((await params).id)
  const wish = await loadSendsParams(searchParams)
  const t = await getTranslations('sends')
  const origin = await ownOrigin()
  return (
    <Suspense fallback={<ListSkeleton label={t('title')} />}>
      <SendsPage ctx={ctx} actor={actor} channel={channel} params={wish} origin={origin} />
    </Suspense>
  )
}
