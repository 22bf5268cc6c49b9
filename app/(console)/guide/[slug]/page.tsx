import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { consoleSession } from '@/app/console-session.ts'
import { GuidePage } from '@/components/panels/guide-page.tsx'
import { guideTitle } from '@/lib/i18n/guide/guide-title.ts'

type Props = { params: Promise<{ slug: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params
  return { title: guideTitle(slug, await getLocale()) ?? undefined }
}

export default async function GuideEntryPage({ params }: Props) {
  const { slug } = await params
  await consoleSession()
  if (guideTitle(slug, await getLocale()) === null) notFound()
  return <GuidePage slug={slug} />
}
