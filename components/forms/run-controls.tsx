'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Dialog } from '@/components/ui/dialog.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useRequest } from '@/components/ui/use-request.ts'
import type { RunRequest, RunState } from '@/lib/domain/redelivery-run.ts'

/** Pause and go on as often as one likes; stopping asks first, because nothing starts a run again. */
export function RunControls({ runId, state, waiting }: { runId: string; state: RunState; waiting: number }) {
  const t = useTranslations('run')
  const router = useRouter()
  const toast = useToast()
  const { pending, request } = useRequest()
  const [asking, setAsking] = useState(false)
  const ask = async (what: RunRequest) => {
    const answer = await request('POST', `/api/v1/redeliveries/${runId}/${what}`, {})
    setAsking(false)
    if (!answer.ok) toast('alert', answer.text)
    router.refresh()
  }
  return (
    <>
      {state === 'paused' ? (
        <Button look="primary" pending={pending} onClick={() => ask('resume')}>
          <Icon name="play" />
          {t('resume')}
        </Button>
      ) : (
        <Button pending={pending} onClick={() => ask('pause')}>
          <Icon name="pause" />
          {t('pause')}
        </Button>
      )}
      <Button look="danger" onClick={() => setAsking(true)}>
        {t('stop')}
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('stopAsk')}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{t(state === 'paused' ? 'keepPaused' : 'keepRunning')}</Button>
            <Button look="danger" pending={pending} onClick={() => ask('stop')}>
              {t('stopNow')}
            </Button>
          </>
        }
      >
        <p>{t('stopSay', { count: waiting })}</p>
      </Dialog>
    </>
  )
}
