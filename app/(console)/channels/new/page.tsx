import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { consoleSession } from '@/app/console-session.ts'
import { NewChannelForm } from '@/components/forms/new-channel-form.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('newChannel')
  return { title: t('title') }
}

export default async function NewChannelPage() {
  await consoleSession()
  return (
    <div className="wrap pt-3 md:pt-4">
      <div className="mx-auto max-w-[640px] pt-3 md:pt-6">
        <ClientMessages namespaces={['newChannel', 'braze']}>
          <NewChannelForm />
        </ClientMessages>
      </div>
    </div>
  )
}
