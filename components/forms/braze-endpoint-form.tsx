'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Field } from '@/components/ui/field.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { Input } from '@/components/ui/input.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useRequest } from '@/components/ui/use-request.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { useSavedValue } from './use-saved-value.ts'
import { useVerification } from './use-verification.ts'
import { VerificationWatch } from './verification-watch.tsx'

/**
 * The REST endpoint and its API key, saved together: a key belongs to an instance, and is sent to no other. What is saved
 * is verified; the record of it comes as `children`.
 */
export function BrazeEndpointForm({
  channelId,
  saved,
  apiKeySet,
  verified,
  children,
}: {
  channelId: string
  saved: string | null
  apiKeySet: boolean
  /** The attempt that `children` show. */
  verified: string | null
  children?: ReactNode
}) {
  const t = useTranslations()
  const router = useRouter()
  const toast = useToast()
  const saving = useRequest()
  const [endpoint, setEndpoint] = useSavedValue(saved ?? '')
  const [apiKey, setApiKey] = useState('')
  const [wrong, setWrong] = useState<{ endpoint?: string; apiKey?: string }>({})
  const path = `/api/v1/channels/${channelId}`
  const { watched, refused, verify, forget } = useVerification(`${path}/verify`)
  const pending = watched?.state === 'going'
  // The record has come in its place.
  if (watched?.verified && watched.verified.id === verified) forget()
  const moved = endpoint.trim() !== (saved ?? '')

  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (!pending) forget()
    if (apiKey.trim() === '' && moved && apiKeySet) {
      setWrong({ apiKey: t('braze.keyNeeded') })
      return
    }
    if (apiKey.trim() !== '' && !/^[\x21-\x7e]{8,256}$/.test(apiKey.trim())) {
      setWrong({ apiKey: t('settings.secretWrong') })
      return
    }
    setWrong({})
    const answer = await saving.request<{ channel: ChannelView; errors?: unknown[] }>('PATCH', path, {
      ...(moved ? { restEndpoint: endpoint.trim() || null } : {}),
      ...(apiKey.trim() === '' ? {} : { apiKey: apiKey.trim() }),
    })
    if (!answer.ok) {
      setWrong({ endpoint: answer.code === 'invalid_url' ? t('braze.endpointWrong') : answer.text })
      return
    }
    setApiKey('')
    setEndpoint(answer.body.channel.restEndpoint ?? '')
    if (answer.body.errors?.length) toast('alert', t('settings.savedWithWarning'))
    else toast('ok', t('common.saved'))
    router.refresh()
  }

  const tryNow = async () => {
    setWrong({})
    const attemptId = await verify({})
    if (attemptId !== null) router.push(`?verified=${encodeURIComponent(attemptId)}`, { scroll: false })
  }

  return (
    <>
      <form onSubmit={save} noValidate className="grid gap-4">
        <Field label={t('braze.endpoint')} hint={t('braze.endpointHint')} error={wrong.endpoint}>
          {(ids) => (
            <Input
              {...ids}
              inputMode="url"
              spellCheck={false}
              autoCapitalize="none"
              autoComplete="off"
              placeholder="https://rest.iad-01.braze.com"
              maxLength={500}
              value={endpoint}
              onChange={(event) => setEndpoint(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('braze.key')} hint={apiKeySet ? t('braze.keySet') : t('braze.keyHint')} error={wrong.apiKey}>
          {(ids) => (
            <Input
              {...ids}
              autoComplete="off"
              spellCheck={false}
              maxLength={256}
              placeholder={apiKeySet ? '●●●●●●●●' : ''}
              value={apiKey}
              onChange={(event) => setApiKey(event.target.value)}
              className="font-mono"
            />
          )}
        </Field>
        <div className="flex gap-2">
          <Button type="submit" pending={saving.pending} disabled={!moved && apiKey.trim() === ''}>
            {t('common.save')}
          </Button>
          <Button look="primary" pending={pending} disabled={saved === null || moved} onClick={tryNow}>
            {pending ? t('settings.verifying') : t('settings.verify')}
          </Button>
        </div>
        <p role="alert" className={refused ? 'flex gap-1.5 text-alert text-sm' : ''}>
          {refused ? (
            <>
              <Icon name="alert" className="mt-0.5" />
              {refused}
            </>
          ) : null}
        </p>
      </form>
      <VerificationWatch channelId={channelId} watched={watched}>
        {refused ? null : children}
      </VerificationWatch>
    </>
  )
}
