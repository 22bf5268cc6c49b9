import type { ReactNode } from 'react'

/** Says whether there is a secret, never what it is; `children` change it. */
export function SecretState({ isSet, say, children }: { isSet: boolean; say: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <p className="flex-[1_0_auto] text-ink-2 max-md:max-w-full">
        {isSet ? (
          <span aria-hidden="true" className="mr-2 tracking-wider">
            ●●●●●●●●
          </span>
        ) : null}
        {say}
      </p>
      {children}
    </div>
  )
}
