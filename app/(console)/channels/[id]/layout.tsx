import type { Metadata } from 'next'
import { ChannelHeader } from '@/components/panels/channel-header.tsx'
import { channelOf } from './channel-of.ts'

export async function generateMetadata({ params }: LayoutProps<'/channels/[id]'>): Promise<Metadata> {
  const { channel } = await channelOf((await params).id)
  return { title: { default: channel.name, template: `%s · ${channel.name} · Todoku` } }
}

export default async function ChannelLayout({ params, children }: LayoutProps<'/channels/[id]'>) {
  const { channel, ctx, actor } = await channelOf((await params).id)
  return (
    <>
      <ChannelHeader ctx={ctx} actor={actor} channel={channel} />
      <div className="wrap pt-3 md:pt-4">{children}</div>
    </>
  )
}
