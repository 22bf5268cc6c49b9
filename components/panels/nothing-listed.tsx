import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { buttonClass } from '@/components/ui/button.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { QuietLink } from '@/components/ui/quiet-link.tsx'

type Words = Record<'none' | 'noneSay' | 'clear' | 'noneEver' | 'noneEverSay', string>

/** What a list without rows says, in the words of its page. */
export async function nothingWords(namespace: 'attempts' | 'deliveries'): Promise<Words> {
  const t = await getTranslations(namespace)
  return {
    none: t('none'),
    noneSay: t('noneSay'),
    clear: t('clear'),
    noneEver: t('noneEver'),
    noneEverSay: t('noneEverSay'),
  }
}

/** Instead of a list: nothing fits the filters (`any`: there is something without them), or nothing ever was. */
export function NothingListed({
  any,
  words,
  clear,
  actions,
}: {
  any: boolean
  words: Words
  clear: string
  /** What to do where nothing ever was. */
  actions: ReactNode
}) {
  return (
    <Panel className="grid min-h-[336px] content-center">
      {any ? (
        <EmptyState
          icon="search"
          title={words.none}
          actions={
            <QuietLink href={clear} className={buttonClass()}>
              {words.clear}
            </QuietLink>
          }
        >
          {words.noneSay}
        </EmptyState>
      ) : (
        <EmptyState title={words.noneEver} actions={actions}>
          {words.noneEverSay}
        </EmptyState>
      )}
    </Panel>
  )
}
