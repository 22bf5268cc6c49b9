import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { safeNext } from '@/app/(access)/sign-in/safe-next.ts'
import { SignInForm } from '@/components/forms/sign-in-form.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { currentUser } from '@/lib/access/current-actor.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('access')
  return { title: t('signInTitle') }
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const next = safeNext((await searchParams).next)
  if ((await currentUser(await headers())) !== null) redirect(next)
  const t = await getTranslations('access')
  return (
    <>
      <Panel className="p-6">
        <h1 className="mb-4 text-xl">{t('signInTitle')}</h1>
        <SignInForm next={next} />
      </Panel>
      <p className="mt-4 text-ink-3 text-xs">{t('noAccount')}</p>
    </>
  )
}
