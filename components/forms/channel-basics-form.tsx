'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Field } from '@/components/ui/field.tsx'
import { FormAlert } from '@/components/ui/form-alert.tsx'
import { Input } from '@/components/ui/input.tsx'
import { Select, type SelectOption } from '@/components/ui/select.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useRequest } from '@/components/ui/use-request.ts'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import { formatCount } from '@/lib/i18n/format-number.ts'
import { useSavedValue } from './use-saved-value.ts'

type Basics = { name: string; timezone: string; timeoutMs: number }
type Wrong = { form?: string; name?: string; timeoutMs?: string }

/** Name, time zone and time limit, saved together. `zones` comes from the server, as browsers know other lists. */
export function ChannelBasicsForm({
  channelId,
  kind,
  saved,
  zones,
}: {
  channelId: string
  kind: ChannelKind
  saved: Basics
  zones: readonly SelectOption[]
}) {
  const t = useTranslations()
  const router = useRouter()
  const toast = useToast()
  const { pending, request } = useRequest()
  const [name, setName] = useSavedValue(saved.name)
  const [timezone, setTimezone] = useSavedValue(saved.timezone)
  const [limit, setLimit] = useSavedValue(formatCount(saved.timeoutMs))
  const [wrong, setWrong] = useState<Wrong>({})
  const timeoutMs = Number(limit.replace(/,/g, ''))
  const same = name.trim() === saved.name && timezone === saved.timezone && timeoutMs === saved.timeoutMs

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const found: Wrong = {}
    if (name.trim() === '') found.name = t('settings.nameMissing')
    if (!Number.isInteger(timeoutMs) || timeoutMs < 100 || timeoutMs > 60_000) {
      found.timeoutMs = t('settings.timeoutRange')
    }
    setWrong(found)
    if (Object.keys(found).length > 0) return
    const answer = await request('PATCH', `/api/v1/channels/${channelId}`, { name: name.trim(), timezone, timeoutMs })
    if (answer.ok) {
      toast('ok', t('common.saved'))
      router.refresh()
    } else setWrong({ form: answer.text })
  }

  return (
    <form onSubmit={submit} noValidate className="grid max-w-[480px] gap-4">
      <FormAlert text={wrong.form ?? null} />
      <Field label={t('settings.name')} error={wrong.name}>
        {(ids) => <Input {...ids} value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />}
      </Field>
      <Field label={t('settings.zone')}>
        {(ids) => (
          <Select {...ids} value={timezone} options={zones} onChange={(event) => setTimezone(event.target.value)} />
        )}
      </Field>
      <Field
        label={t('settings.timeout')}
        hint={t(kind === 'braze' ? 'settings.timeoutSayBraze' : 'settings.timeoutSay')}
        error={wrong.timeoutMs}
      >
        {(ids) => (
          <Input
            {...ids}
            inputMode="numeric"
            value={limit}
            onChange={(event) => setLimit(event.target.value)}
            className="max-w-32 text-right"
          />
        )}
      </Field>
      <div>
        <Button type="submit" pending={pending} disabled={same}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  )
}
