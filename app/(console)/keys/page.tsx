import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { consoleSession } from '@/app/console-session.ts'
import { KeysPanel } from '@/components/panels/keys-panel.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('keys')
  return { title: t('title') }
}

export default async function KeysPage() {
  const { ctx, actor } = await consoleSession()
  return <KeysPanel ctx={ctx} actor={actor} />
}
