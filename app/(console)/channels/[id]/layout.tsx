import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { ChannelHeader } from '@/components/panels/channel-header.tsx'
import { SuspensionBanner } from '@/components/panels/suspension-banner.tsx'
import { PartBoundary } from '@/components/ui/part-boundary.tsx'
import { type ChannelParams, channelOf } from './channel-of.ts'

export async function generateMetadata({ params }: ChannelParams): Promise<Metadata> {
  const { channel } = await channelOf((await params).id)
  return { title: { default: channel.name, template: `%s · ${channel.name} · Todoku` } }
}

export default async function ChannelLayout({ params, children }: ChannelParams & { children: ReactNode }) {
  const { channel, ctx, actor } = await channelOf((await params).id)
  return (
    <>
      <ChannelHeader ctx={ctx} actor={actor} channel={channel} />
      <PartBoundary renderedAtMs={ctx.now()} instead={null}>
        <SuspensionBanner ctx={ctx} actor={actor} channel={channel} />
      </PartBoundary>
      <div className="wrap pt-3 md:pt-4">{children}</div>
    </>
  )
}
