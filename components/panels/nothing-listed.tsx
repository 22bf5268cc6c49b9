import type { ReactNode } from 'react'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { NoneFits } from './none-fits.tsx'
import type { SetFilter } from './set-filters.ts'

/** What a list without rows says, in the words of its page. */
type NothingWords = Record<'none' | 'noneInRange' | 'noneEver' | 'noneEverSay', string>

/** Instead of a list: nothing fits the range and the filters (`any`: there is something without them), or nothing ever was. */
export function NothingListed({
  any,
  words,
  filters,
  clear,
  actions,
}: {
  any: boolean
  words: NothingWords
  filters: readonly SetFilter[]
  clear: string
  /** What to do where nothing ever was. */
  actions: ReactNode
}) {
  return (
    <Panel className="grid min-h-[336px] content-center">
      {any ? (
        <NoneFits title={filters.length === 0 ? words.noneInRange : words.none} filters={filters} clear={clear} />
      ) : (
        <EmptyState title={words.noneEver} actions={actions}>
          {words.noneEverSay}
        </EmptyState>
      )}
    </Panel>
  )
}
