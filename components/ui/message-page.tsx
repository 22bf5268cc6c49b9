import type { ReactNode } from 'react'

/** A page that is only a message: what happened, and what to do. */
export function MessagePage({ title, say, children }: { title: string; say: string; children: ReactNode }) {
  return (
    <main id="main" className="mx-auto grid min-h-[60dvh] w-full max-w-[560px] content-center gap-2 px-4 py-12">
      <h1 className="text-2xl tracking-[-.01em]">{title}</h1>
      <p className="text-ink-2 leading-6">{say}</p>
      <div className="mt-4 flex flex-wrap items-center gap-2">{children}</div>
    </main>
  )
}
