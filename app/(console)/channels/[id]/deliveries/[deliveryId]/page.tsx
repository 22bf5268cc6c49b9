import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { DeliveryPage } from '@/components/panels/delivery-page.tsx'
import { channelOf } from '../../channel-of.ts'

type Props = { params: Promise<{ id: string; deliveryId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('delivery')
  return { title: t('title', { id: (await params).deliveryId }) }
}

export default async function Page({ params }: Props) {
  const { id, deliveryId } = await params
  const { ctx, actor, channel } = await channelOf(id)
  return <DeliveryPage ctx={ctx} actor={actor} channel={channel} deliveryId={deliveryId} />
}
