'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Field } from '@/components/ui/field.tsx'
import { FormAlert } from '@/components/ui/form-alert.tsx'
import { Input } from '@/components/ui/input.tsx'
import { Select } from '@/components/ui/select.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useRequest } from '@/components/ui/use-request.ts'
import { planRedelivery } from '@/lib/charts/redelivery-plan.ts'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import { formatSpan } from '@/lib/i18n/format-time.ts'
import { useSavedValue } from './use-saved-value.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const FIRSTS_MS = [1, 2, 5, 10, 15, 20, 30].map((seconds) => seconds * SECOND)
const WINDOWS_MS = [10 * MINUTE, 30 * MINUTE, ...[1, 3, 6, 12, 24].map((hours) => hours * HOUR)]
const MOST_AT_ONCE = 64

type Schedule = { redeliveryFirstMs: number; redeliveryWindowMs: number; concurrency: number }

/** When a failed webhook is sent again and for how long, and how many go to the bot at the same time. */
export function RedeliveryScheduleForm({
  channelId,
  kind,
  saved,
  redelivery,
}: {
  channelId: string
  kind: ChannelKind
  saved: Schedule
  /** Whether the schedule is in use. */
  redelivery: boolean
}) {
  const t = useTranslations('schedule')
  const common = useTranslations('common')
  const locale = useLocale()
  const router = useRouter()
  const toast = useToast()
  const { pending, request } = useRequest()
  const [firstMs, setFirstMs] = useSavedValue(saved.redeliveryFirstMs)
  const [windowMs, setWindowMs] = useSavedValue(saved.redeliveryWindowMs)
  const [atOnce, setAtOnce] = useSavedValue(String(saved.concurrency))
  const [wrong, setWrong] = useState<{ form?: string; concurrency?: string }>({})
  const concurrency = Number(atOnce)
  const same =
    firstMs === saved.redeliveryFirstMs && windowMs === saved.redeliveryWindowMs && concurrency === saved.concurrency
  const plan = planRedelivery(firstMs, windowMs)
  // Half a minute and half an hour are whole numbers of their smaller unit; a day is better read as 24 hours.
  const span = (ms: number) => (ms === 24 * HOUR ? t('hours', { n: 24 }) : formatSpan(ms, locale))
  const choices = (offered: readonly number[], one: number) =>
    [...new Set([...offered, one])].sort((a, b) => a - b).map((ms) => ({ value: String(ms), label: span(ms) }))

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const isWhole = Number.isInteger(concurrency) && concurrency >= 1 && concurrency <= MOST_AT_ONCE
    setWrong(isWhole ? {} : { concurrency: t('concurrencyRange', { most: MOST_AT_ONCE }) })
    if (!isWhole) return
    const patch: Schedule = { redeliveryFirstMs: firstMs, redeliveryWindowMs: windowMs, concurrency }
    const answer = await request('PATCH', `/api/v1/channels/${channelId}`, patch)
    if (answer.ok) {
      toast('ok', common('saved'))
      router.refresh()
    } else setWrong({ form: answer.text })
  }

  return (
    <form onSubmit={submit} noValidate className="grid max-w-[480px] gap-4">
      <FormAlert text={wrong.form ?? null} />
      {redelivery ? null : <p className="text-ink-2 text-sm">{t('off')}</p>}
      <div className="grid grid-cols-2 gap-4">
        <Field label={t('first')}>
          {(ids) => (
            <Select
              {...ids}
              value={String(firstMs)}
              options={choices(FIRSTS_MS, saved.redeliveryFirstMs)}
              onChange={({ target }) => setFirstMs(Number(target.value))}
            />
          )}
        </Field>
        <Field label={t('window')}>
          {(ids) => (
            <Select
              {...ids}
              value={String(windowMs)}
              options={choices(WINDOWS_MS, saved.redeliveryWindowMs)}
              onChange={({ target }) => setWindowMs(Number(target.value))}
            />
          )}
        </Field>
      </div>
      <p className="-mt-2 text-ink-3 text-xs">
        {t('plan', {
          list: plan.pausesMs.map((ms) => formatSpan(ms, locale)).join(t('comma')),
          count: plan.attempts,
        })}
      </p>
      <Field label={t('concurrency')} hint={t('concurrencySay', { kind })} error={wrong.concurrency}>
        {(ids) => (
          <Input
            {...ids}
            inputMode="numeric"
            value={atOnce}
            maxLength={4}
            onChange={({ target }) => setAtOnce(target.value)}
            className="max-w-20 text-right"
          />
        )}
      </Field>
      <div>
        <Button type="submit" pending={pending} disabled={same}>
          {common('save')}
        </Button>
      </div>
    </form>
  )
}
