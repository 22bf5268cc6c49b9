'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useId, useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { Input } from '@/components/ui/input.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useRequest } from '@/components/ui/use-request.ts'

/** The URL: save it, or try what is written, saved or not. The result of a trial is a part of the page's address. */
export function WebhookUrlForm({ channelId, saved }: { channelId: string; saved: string | null }) {
  const t = useTranslations()
  const id = useId()
  const router = useRouter()
  const toast = useToast()
  const saving = useRequest()
  const verifying = useRequest()
  const [url, setUrl] = useState(saved ?? '')
  const [wrong, setWrong] = useState<string | null>(null)
  const path = `/api/v1/channels/${channelId}`

  const save = async (event: FormEvent) => {
    event.preventDefault()
    setWrong(null)
    const answer = await saving.request<{ errors?: unknown[] }>('PATCH', path, { webhookUrl: url.trim() || null })
    if (!answer.ok) {
      setWrong(answer.text)
      return
    }
    if (answer.body.errors?.length) toast('alert', t('settings.savedWithWarning'))
    else toast('ok', t('common.saved'))
    router.refresh()
  }

  const verify = async () => {
    setWrong(null)
    const tried = url.trim()
    const answer = await verifying.request<{ attempt: { id: string } }>(
      'POST',
      `${path}/verify`,
      tried === '' || tried === saved ? {} : { webhookUrl: tried },
    )
    if (answer.ok) router.push(`?verified=${encodeURIComponent(answer.body.attempt.id)}`, { scroll: false })
    else setWrong(answer.text)
  }

  return (
    <form onSubmit={save}>
      <div className="flex gap-2 max-md:flex-wrap">
        <Input
          type="text"
          inputMode="url"
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          aria-label={t('settings.url')}
          aria-invalid={wrong === null ? undefined : true}
          aria-describedby={wrong === null ? undefined : id}
          placeholder="https://"
          maxLength={2000}
          value={url}
          onChange={(event) => setUrl(event.target.value)}
          className="max-md:basis-full"
        />
        <Button type="submit" pending={saving.pending} disabled={url.trim() === (saved ?? '')}>
          {t('common.save')}
        </Button>
        <Button
          look="primary"
          pending={verifying.pending}
          disabled={url.trim() === '' && saved === null}
          onClick={verify}
        >
          {verifying.pending ? t('settings.verifying') : t('settings.verify')}
        </Button>
      </div>
      <p id={id} role="alert" className={wrong ? 'mt-2 flex gap-1.5 text-alert text-sm' : ''}>
        {wrong ? (
          <>
            <Icon name="alert" className="mt-0.5" />
            {wrong}
          </>
        ) : null}
      </p>
    </form>
  )
}
