import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { loadAttemptsParams } from '@/components/filters/attempts-params.ts'
import { AttemptsPage } from '@/components/panels/attempts-page.tsx'
import { ListSkeleton } from '@/components/ui/list-skeleton.tsx'
import { type ChannelParams, channelOf } from '../channel-of.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('attempts')
  return { title: t('title') }
}

export default async function Page({ params, searchParams }: ChannelParams & { searchParams: Promise<SearchParams> }) {
  const { ctx, actor, channel } = await channelOf((await params).id)
  const wish = await loadAttemptsParams(searchParams)
  const t = await getTranslations('attempts')
  return (
    <Suspense fallback={<ListSkeleton label={t('title')} />}>
      <AttemptsPage ctx={ctx} actor={actor} channel={channel} params={wish} />
    </Suspense>
  )
}
