import type { ReactNode } from 'react'

/** A page that is only a message: what happened, and what to do. `within`: inside the console's frame, which is `main`. */
export function MessagePage({
  title,
  say,
  within = false,
  children,
}: {
  title: string
  say: string
  within?: boolean
  children: ReactNode
}) {
  const Box = within ? 'div' : 'main'
  return (
    <Box className="mx-auto grid min-h-[60dvh] w-full max-w-[560px] content-center gap-2 px-4 py-12">
      <h1 className="text-2xl tracking-[-.01em]">{title}</h1>
      <p className="text-ink-2 leading-6">{say}</p>
      <div className="mt-4 flex flex-wrap items-center gap-2">{children}</div>
    </Box>
  )
}
