import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { loadWebhookErrorsParams } from '@/components/filters/webhook-errors-params.ts'
import { WebhookErrorsPage } from '@/components/panels/webhook-errors-page.tsx'
import { type ChannelParams, channelOf } from '../channel-of.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('webhookErrors')
  return { title: t('title') }
}

export default async function Page({ params, searchParams }: ChannelParams & { searchParams: Promise<SearchParams> }) {
  const { ctx, channel } = await channelOf((await params).id)
  return <WebhookErrorsPage ctx={ctx} channel={channel} params={await loadWebhookErrorsParams(searchParams)} />
}
