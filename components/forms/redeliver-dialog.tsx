'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Dialog } from '@/components/ui/dialog.tsx'
import { FormAlert } from '@/components/ui/form-alert.tsx'
import { useRequest } from '@/components/ui/use-request.ts'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import type { Chosen } from './chosen-deliveries.ts'
import { type Outlook, RedeliveryOutlook } from './redelivery-outlook.tsx'

/** Sending many again: first counted, then confirmed, then watched on the run's own page. */
export function RedeliverDialog({
  channelId,
  kind,
  chosen,
  onClose,
}: {
  channelId: string
  kind: ChannelKind
  /** What would be sent again; null: closed. */
  chosen: Chosen | null
  onClose: () => void
}) {
  const t = useTranslations('redelivery')
  const common = useTranslations('common')
  const router = useRouter()
  const counting = useRequest()
  const starting = useRequest()
  const [outlook, setOutlook] = useState<Outlook | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const path = `/api/v1/channels/${channelId}/redeliver`
  const { request: count } = counting

  useEffect(() => {
    setOutlook(null)
    setRefused(null)
    if (chosen === null) return
    let over = false
    count<{ preview: Outlook }>('POST', path, { ...chosen, dryRun: true }).then((answer) => {
      if (over) return
      if (answer.ok) setOutlook(answer.body.preview)
      else setRefused(answer.text)
    })
    return () => {
      over = true
    }
  }, [chosen, path, count])

  const start = async () => {
    if (chosen === null) return
    const answer = await starting.request<{ run: { id: string } }>('POST', path, chosen)
    if (answer.ok) router.push(`/channels/${channelId}/deliveries/runs/${answer.body.run.id}`)
    else setRefused(answer.text)
  }

  return (
    <Dialog
      open={chosen !== null}
      onClose={onClose}
      title={outlook === null ? t('counting') : t('ask', { total: outlook.total })}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button look="primary" pending={starting.pending} disabled={!outlook?.total} onClick={start}>
            {t('start')}
          </Button>
        </>
      }
    >
      <FormAlert text={refused} />
      <div role="status" className="min-h-[376px]">
        {outlook === null ? null : outlook.total === 0 ? (
          <p>{t('nothing')}</p>
        ) : (
          <>
            <p>{t('canarySay')}</p>
            <RedeliveryOutlook kind={kind} outlook={outlook} />
          </>
        )}
      </div>
    </Dialog>
  )
}
