'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Field } from '@/components/ui/field.tsx'
import { Input } from '@/components/ui/input.tsx'
import { SecretState } from '@/components/ui/secret-state.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useRequest } from '@/components/ui/use-request.ts'

/** Says whether there is a secret, never what it is, and takes another one. */
export function ChannelSecretForm({ channelId, secretSet }: { channelId: string; secretSet: boolean }) {
  const t = useTranslations()
  const router = useRouter()
  const toast = useToast()
  const { pending, request } = useRequest()
  const [open, setOpen] = useState(false)
  const [secret, setSecret] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!/^[\x21-\x7e]{8,256}$/.test(secret.trim())) {
      setWrong(t('settings.secretWrong'))
      return
    }
    const answer = await request('PATCH', `/api/v1/channels/${channelId}`, { channelSecret: secret.trim() })
    if (!answer.ok) {
      setWrong(answer.text)
      return
    }
    setOpen(false)
    setSecret('')
    setWrong(null)
    toast('ok', t('settings.secretSaved'))
    router.refresh()
  }

  if (!open) {
    return (
      <SecretState isSet={secretSet} say={t(secretSet ? 'settings.secretSet' : 'settings.secretUnset')}>
        <Button onClick={() => setOpen(true)}>{t('settings.secretReplace')}</Button>
      </SecretState>
    )
  }
  return (
    <form onSubmit={submit} noValidate className="grid max-w-[480px] gap-3">
      <Field label={t('settings.secretNew')} hint={t('settings.secretHint')} error={wrong}>
        {(ids) => (
          <Input
            {...ids}
            autoFocus
            autoComplete="off"
            spellCheck={false}
            value={secret}
            maxLength={256}
            onChange={(event) => setSecret(event.target.value)}
            className="font-mono"
          />
        )}
      </Field>
      <div className="flex gap-2">
        <Button type="submit" look="primary" pending={pending}>
          {t('common.save')}
        </Button>
        <Button onClick={() => setOpen(false)}>{t('common.cancel')}</Button>
      </div>
    </form>
  )
}
