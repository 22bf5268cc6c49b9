import { redirect } from 'next/navigation'
import type { ChannelParams } from './channel-of.ts'

export default async function ChannelPage({ params }: ChannelParams) {
  redirect(`/channels/${(await params).id}/statistics`)
}
