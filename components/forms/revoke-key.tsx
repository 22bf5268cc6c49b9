'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Dialog } from '@/components/ui/dialog.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useRequest } from '@/components/ui/use-request.ts'

/** Ends a key, after asking. */
export function RevokeKey({ keyId, name }: { keyId: string; name: string }) {
  const t = useTranslations('keys')
  const common = useTranslations('common')
  const router = useRouter()
  const toast = useToast()
  const { pending, request } = useRequest()
  const [open, setOpen] = useState(false)
  const revoke = async () => {
    const answer = await request('DELETE', `/api/v1/keys/${keyId}`)
    setOpen(false)
    if (answer.ok) toast('ok', t('revoked', { name }))
    else toast('alert', answer.text)
    router.refresh()
  }
  return (
    <>
      <Button look="quiet" size="sm" aria-label={t('revokeNamed', { name })} onClick={() => setOpen(true)}>
        {t('revoke')}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={t('revokeTitle', { name })}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>{common('cancel')}</Button>
            <Button look="danger" pending={pending} onClick={revoke}>
              {t('revoke')}
            </Button>
          </>
        }
      >
        <p>{t('revokeSay')}</p>
      </Dialog>
    </>
  )
}
