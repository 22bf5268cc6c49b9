import type { ReactNode } from 'react'
import { consoleSession } from '@/app/console-session.ts'
import { ConsoleHeader } from '@/components/panels/console-header.tsx'

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { user } = await consoleSession()
  return (
    <>
      <ConsoleHeader userName={user.name} />
      <main id="main" className="pb-12">
        {children}
      </main>
    </>
  )
}
