'use client'

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'

type Selection = {
  /** Those of the page that can be chosen, in its order. */
  ids: readonly string[]
  chosen: ReadonlySet<string>
  choose: (ids: readonly string[], on: boolean) => void
}

const Chosen = createContext<Selection>({ ids: [], chosen: new Set(), choose: () => {} })

export function useDeliverySelection(): Selection {
  return useContext(Chosen)
}

/** Holds which deliveries of a page are chosen; what is no longer on the page is not chosen any more. */
export function DeliverySelection({ ids, children }: { ids: readonly string[]; children: ReactNode }) {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  const selection = useMemo(
    () => ({
      ids,
      chosen: new Set(ids.filter((id) => marked.has(id))),
      choose: (changed: readonly string[], on: boolean) =>
        setMarked((before) => {
          const after = new Set(before)
          for (const id of changed) on ? after.add(id) : after.delete(id)
          return after
        }),
    }),
    [ids, marked],
  )
  return <Chosen value={selection}>{children}</Chosen>
}

/** Above the row's own link, and large enough for a finger. */
const BOX = 'relative z-1 -m-2 inline-grid size-8 cursor-pointer place-items-center align-middle'

export function SelectDelivery({ id, label }: { id: string; label: string }) {
  const { chosen, choose } = useDeliverySelection()
  return (
    <label className={BOX}>
      <input
        type="checkbox"
        aria-label={label}
        checked={chosen.has(id)}
        onChange={({ target }) => choose([id], target.checked)}
        className="size-4 accent-ink"
      />
    </label>
  )
}

/** All of the page at once; half chosen it says so. */
export function SelectPage({ label }: { label: string }) {
  const { ids, chosen, choose } = useDeliverySelection()
  const all = ids.length > 0 && chosen.size === ids.length
  return (
    <label className={BOX}>
      <input
        type="checkbox"
        aria-label={label}
        disabled={ids.length === 0}
        checked={all}
        ref={(box) => {
          if (box !== null) box.indeterminate = chosen.size > 0 && !all
        }}
        onChange={({ target }) => choose(ids, target.checked)}
        className="size-4 accent-ink"
      />
    </label>
  )
}
