import type { ReactNode } from 'react'

export type Frame = 'console' | 'door'

/**
 * A page that is only a message: what happened, and what to do. `within`: inside a frame that is `main`, the
 * console's or, in its narrow middle, that of the doors.
 */
export function MessagePage({
  title,
  say,
  within,
  children,
}: {
  title: string
  say: string
  within?: Frame | undefined
  children: ReactNode
}) {
  const Box = within ? 'div' : 'main'
  return (
    <Box
      className={`grid gap-2 ${within === 'door' ? '' : 'mx-auto min-h-[60dvh] w-full max-w-[560px] content-center px-4 py-12'}`}
    >
      <h1 className="text-2xl tracking-[-.01em]">{title}</h1>
      <p className="text-ink-2 leading-6">{say}</p>
      <div className="mt-4 flex flex-wrap items-center gap-2">{children}</div>
    </Box>
  )
}
