'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Dialog } from '@/components/ui/dialog.tsx'
import { FormAlert } from '@/components/ui/form-alert.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { useRequest } from '@/components/ui/use-request.ts'

/** Sends one delivery again, after saying (`children`) what that would mean. */
export function RedeliverOne({ deliveryId, children }: { deliveryId: string; children: ReactNode }) {
  const t = useTranslations('delivery')
  const common = useTranslations('common')
  const router = useRouter()
  const { pending, request } = useRequest()
  const [asking, setAsking] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const close = () => {
    setAsking(false)
    setRefused(null)
  }
  const send = async () => {
    const answer = await request('POST', `/api/v1/deliveries/${deliveryId}/redeliver`, {})
    if (!answer.ok) {
      setRefused(answer.text)
      return
    }
    close()
    router.refresh()
  }
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        <Icon name="retry" />
        {t('redeliver')}
      </Button>
      <Dialog
        open={asking}
        onClose={close}
        title={t('redeliverAsk')}
        footer={
          <>
            <Button onClick={close}>{common('cancel')}</Button>
            <Button look="primary" pending={pending} onClick={send}>
              {t('redeliverNow')}
            </Button>
          </>
        }
      >
        <FormAlert text={refused} />
        {children}
      </Dialog>
    </>
  )
}
