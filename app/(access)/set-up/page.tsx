import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { SetUpForm } from '@/components/forms/set-up-form.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { countAdministrators } from '@/lib/reports/count-administrators.ts'
import { getRuntime } from '@/lib/runtime.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('access')
  // The address holds the token: it is told to nobody.
  return { title: t('setUpTitle'), referrer: 'no-referrer' }
}

/** A wrong link and one that was used are the same to a stranger: there is no such page. */
export default async function SetUpPage({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  await headers()
  const { token } = await searchParams
  const runtime = getRuntime()
  if (typeof token !== 'string' || !runtime.auth.setUpToken.matches(token)) notFound()
  if ((await countAdministrators({ storage: runtime.storage, now: Date.now })) > 0) notFound()
  const t = await getTranslations('access')
  return (
    <Panel className="p-6">
      <h1 className="text-xl">{t('setUpTitle')}</h1>
      <p className="mt-2 mb-6 text-ink-2 text-sm leading-[22px]">{t('setUpSay')}</p>
      <SetUpForm token={token} />
    </Panel>
  )
}
