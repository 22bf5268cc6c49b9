import { redirect } from 'next/navigation'

export default async function ChannelPage({ params }: PageProps<'/channels/[id]'>) {
  redirect(`/channels/${(await params).id}/statistics`)
}
