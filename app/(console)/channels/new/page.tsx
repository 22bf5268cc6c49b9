import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { consoleSession } from '@/app/console-session.ts'
import { NewChannelForm } from '@/components/forms/new-channel-form.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { Panel } from '@/components/ui/panel.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('newChannel')
  return { title: t('title') }
}

export default async function NewChannelPage() {
  await consoleSession()
  const t = await getTranslations('newChannel')
  return (
    <div className="wrap pt-3 md:pt-4">
      <div className="mx-auto max-w-[640px] pt-3 md:pt-6">
        <h1 className="text-2xl tracking-[-.01em]">{t('title')}</h1>
        <p className="mt-2 mb-6 text-ink-2 leading-6">{t('lead')}</p>
        <Panel className="p-4 md:p-6">
          <ClientMessages namespaces={['newChannel', 'braze']}>
            <NewChannelForm />
          </ClientMessages>
        </Panel>
      </div>
    </div>
  )
}
