'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { Input } from '@/components/ui/input.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useRequest } from '@/components/ui/use-request.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { useSavedValue } from './use-saved-value.ts'
import { useVerification } from './use-verification.ts'
import { VerificationWatch } from './verification-watch.tsx'

/**
 * The URL: save it, or try what is written, saved or not. A trial is watched while it goes on; its record is a part of
 * the page's address and comes as `children`.
 */
export function WebhookUrlForm({
  channelId,
  saved,
  verified,
  children,
}: {
  channelId: string
  saved: string | null
  /** The attempt that `children` show. */
  verified: string | null
  children?: ReactNode
}) {
  const t = useTranslations()
  const id = useId()
  const router = useRouter()
  const toast = useToast()
  const saving = useRequest()
  const [url, setUrl] = useSavedValue(saved ?? '')
  const [wrong, setWrong] = useState<string | null>(null)
  const path = `/api/v1/channels/${channelId}`
  const { watched, refused, verify, forget } = useVerification(`${path}/verify`)
  const pending = watched?.state === 'going'
  // The record has come in its place.
  if (watched?.verified && watched.verified.id === verified) forget()
  const message = wrong ?? refused

  const save = async (event: FormEvent) => {
    event.preventDefault()
    setWrong(null)
    if (!pending) forget()
    const answer = await saving.request<{ channel: ChannelView; errors?: unknown[] }>('PATCH', path, {
      webhookUrl: url.trim() || null,
    })
    if (!answer.ok) {
      setWrong(answer.text)
      return
    }
    setUrl(answer.body.channel.webhookUrl ?? '')
    if (answer.body.errors?.length) toast('alert', t('settings.savedWithWarning'))
    else toast('ok', t('common.saved'))
    router.refresh()
  }

  const tryNow = async () => {
    setWrong(null)
    const tried = url.trim()
    const attemptId = await verify(tried === '' || tried === saved ? {} : { webhookUrl: tried })
    if (attemptId !== null) router.push(`?verified=${encodeURIComponent(attemptId)}`, { scroll: false })
  }

  return (
    <>
      <form onSubmit={save}>
        <div className="grid grid-cols-[auto_auto_1fr] justify-start gap-2 md:grid-cols-[minmax(0,1fr)_auto_auto]">
          <Input
            type="text"
            inputMode="url"
            spellCheck={false}
            autoCapitalize="none"
            autoComplete="off"
            aria-label={t('settings.url')}
            aria-invalid={message === null ? undefined : true}
            aria-describedby={message === null ? undefined : id}
            placeholder="https://"
            maxLength={2000}
            value={url}
            onChange={(event) => setUrl(event.target.value)}
            className="max-md:col-span-full"
          />
          <p
            id={id}
            role="alert"
            className={message ? 'col-span-full flex gap-1.5 text-alert text-sm md:order-last' : 'sr-only'}
          >
            {message ? (
              <>
                <Icon name="alert" className="mt-0.5" />
                {message}
              </>
            ) : null}
          </p>
          <Button type="submit" pending={saving.pending} disabled={url.trim() === (saved ?? '')}>
            {t('common.save')}
          </Button>
          <Button look="primary" pending={pending} disabled={url.trim() === '' && saved === null} onClick={tryNow}>
            {pending ? t('settings.verifying') : t('settings.verify')}
          </Button>
        </div>
      </form>
      <VerificationWatch channelId={channelId} watched={watched}>
        {refused ? null : children}
      </VerificationWatch>
    </>
  )
}
