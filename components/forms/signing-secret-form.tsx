'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Dialog } from '@/components/ui/dialog.tsx'
import { SecretState } from '@/components/ui/secret-state.tsx'
import { ShownOnce } from '@/components/ui/shown-once.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useRequest } from '@/components/ui/use-request.ts'

/** Makes the Standard Webhooks secret, or another in its place, and shows it once. */
export function SigningSecretForm({
  channelId,
  secretSet,
  previousUntil,
}: {
  channelId: string
  secretSet: boolean
  /** In the reader's words, until when the one before signs as well; null: there is none that does. */
  previousUntil: string | null
}) {
  const t = useTranslations('signing')
  const common = useTranslations('common')
  const router = useRouter()
  const toast = useToast()
  const { pending, request } = useRequest()
  const [asking, setAsking] = useState(false)
  const [made, setMade] = useState<string | null>(null)

  const make = async () => {
    const answer = await request<{ signingSecret: string }>('POST', `/api/v1/channels/${channelId}/signing-secret`, {})
    setAsking(false)
    if (answer.ok) {
      setMade(answer.body.signingSecret)
      router.refresh()
    } else toast('alert', answer.text)
  }

  if (made !== null) {
    return <ShownOnce say={t('made')} secret={made} copy={t('copy')} done={t('done')} onDone={() => setMade(null)} />
  }
  return (
    <>
      <SecretState isSet={secretSet} say={t(secretSet ? 'set' : 'unset')}>
        {secretSet ? (
          <Button onClick={() => setAsking(true)}>{t('rotate')}</Button>
        ) : (
          <Button pending={pending} onClick={make}>
            {t('make')}
          </Button>
        )}
      </SecretState>
      {previousUntil === null ? null : (
        <p className="mt-2 text-ink-2 text-sm">{t('previous', { time: previousUntil })}</p>
      )}
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('rotateAsk')}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{common('cancel')}</Button>
            <Button look="primary" pending={pending} onClick={make}>
              {t('rotateNow')}
            </Button>
          </>
        }
      >
        <p>{t('rotateSay')}</p>
      </Dialog>
    </>
  )
}
