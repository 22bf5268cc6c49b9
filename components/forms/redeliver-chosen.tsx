'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import type { RedeliverableState } from '@/lib/domain/redelivery-run.ts'
import type { Chosen } from './chosen-deliveries.ts'
import { useDeliverySelection } from './delivery-selection.tsx'
import { RedeliverDialog } from './redeliver-dialog.tsx'

/** All that the filters of the list name: of one state, or (null) what failed and what was skipped. */
export type Matching = { state: RedeliverableState | null; chosen: Chosen }

/** Sends again what is chosen in the list or, with nothing chosen, all that its filters name. */
export function RedeliverChosen({
  channelId,
  kind,
  matching,
}: {
  channelId: string
  kind: ChannelKind
  /** What the filters name; null where they name what cannot be sent again. */
  matching: Matching | null
}) {
  const t = useTranslations('deliveries')
  const { chosen, choose, ids } = useDeliverySelection()
  const [asking, setAsking] = useState<Chosen | null>(null)
  const some = chosen.size > 0
  return (
    <>
      <span role="status" className="whitespace-nowrap text-sm">
        {some ? t('selected', { count: chosen.size }) : ''}
      </span>
      {some ? (
        <>
          <Button look="quiet" size="sm" onClick={() => choose(ids, false)}>
            {t('clearSelection')}
          </Button>
          <Button look="primary" size="sm" onClick={() => setAsking({ deliveryIds: [...chosen] })}>
            <Icon name="retry" className="max-md:hidden" />
            {t('redeliverSelected')}
          </Button>
        </>
      ) : matching === null ? null : (
        <Button size="sm" onClick={() => setAsking(matching.chosen)}>
          <Icon name="retry" />
          {t(`redeliverMatching.${matching.state ?? 'notArrived'}`)}
        </Button>
      )}
      <RedeliverDialog channelId={channelId} kind={kind} chosen={asking} onClose={() => setAsking(null)} />
    </>
  )
}
