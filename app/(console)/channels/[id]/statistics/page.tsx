import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { loadStatisticsParams } from '@/components/filters/statistics-params.ts'
import { DeployMarks } from '@/components/panels/deploy-marks.tsx'
import { StatisticsPage } from '@/components/panels/statistics-page.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { type ChannelParams, channelOf } from '../channel-of.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('statistics')
  return { title: t('title') }
}

export default async function Page({ params, searchParams }: ChannelParams & { searchParams: Promise<SearchParams> }) {
  const { channel, ctx, actor } = await channelOf((await params).id)
  const wish = await loadStatisticsParams(searchParams)
  return (
    <ClientMessages namespaces={['statistics', 'chart', 'deliveryChart', 'responseTimes', 'filters', 'causes']}>
      <StatisticsPage
        ctx={ctx}
        channel={channel}
        params={wish}
        below={<DeployMarks ctx={ctx} actor={actor} channel={channel} zone={wish.zone} />}
      />
    </ClientMessages>
  )
}
