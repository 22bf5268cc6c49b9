import type { Metadata } from 'next'
import { getLocale } from 'next-intl/server'
import { consoleSession } from '@/app/console-session.ts'
import { GuideContents } from '@/components/panels/guide-contents.tsx'
import { guideOf } from '@/lib/i18n/guide/guide.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: guideOf(await getLocale()).words.title }
}

export default async function GuideContentsPage() {
  await consoleSession()
  return <GuideContents />
}
