import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { ConsoleHeader } from '@/components/panels/console-header.tsx'
import { currentUser } from '@/lib/access/current-actor.ts'

/** Pages that whoever has a key may read, with or without an account. */
export default async function DocsLayout({ children }: { children: ReactNode }) {
  const user = await currentUser(await headers())
  return (
    <>
      <ConsoleHeader userName={user?.name ?? null} />
      <main id="main" className="pb-12">
        {children}
      </main>
    </>
  )
}
