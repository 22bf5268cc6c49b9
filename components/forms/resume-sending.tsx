'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Dialog } from '@/components/ui/dialog.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useRequest } from '@/components/ui/use-request.ts'

/** Ends a suspension by hand: everything that waits is sent, so it is asked before. */
export function ResumeSending({ channelId, waiting }: { channelId: string; waiting: number }) {
  const t = useTranslations('suspension')
  const common = useTranslations('common')
  const router = useRouter()
  const toast = useToast()
  const { pending, request } = useRequest()
  const [asking, setAsking] = useState(false)
  const resume = async () => {
    const answer = await request('POST', `/api/v1/channels/${channelId}/resume`, {})
    setAsking(false)
    if (answer.ok) toast('ok', t('resumed'))
    else toast('alert', answer.text)
    router.refresh()
  }
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('resume')}</Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('resumeAsk')}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{common('cancel')}</Button>
            <Button look="primary" pending={pending} onClick={resume}>
              {t('resumeNow')}
            </Button>
          </>
        }
      >
        <p>{t('resumeSay', { count: waiting })}</p>
      </Dialog>
    </>
  )
}
