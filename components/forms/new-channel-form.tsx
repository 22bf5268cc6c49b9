'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Field } from '@/components/ui/field.tsx'
import { FormAlert } from '@/components/ui/form-alert.tsx'
import { Input } from '@/components/ui/input.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { ShownOnce } from '@/components/ui/shown-once.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useRequest } from '@/components/ui/use-request.ts'

type Made = { channel: { id: string; name: string }; channelSecret?: string; errors?: unknown[] }
type Kind = 'line' | 'braze'
type Wrong = { form?: string; name?: string; url?: string }

/** The fields that each kind has besides the name, by their names in the API. */
const FIELDS = { line: ['webhookUrl', 'channelSecret'], braze: ['restEndpoint', 'apiKey'] } as const

/** A channel of either kind. A secret that was made here is shown before its settings are. */
export function NewChannelForm() {
  const t = useTranslations()
  const router = useRouter()
  const toast = useToast()
  const { pending, request } = useRequest()
  const [kind, setKind] = useState<Kind>('line')
  const [wrong, setWrong] = useState<Wrong>({})
  const [made, setMade] = useState<Made | null>(null)

  const open = (channelId: string) => {
    router.push(`/channels/${channelId}/settings`)
    router.refresh()
  }

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const start = form.get('start') !== null
    if (text('name') === '') {
      setWrong({ name: t('common.required') })
      return
    }
    setWrong({})
    const answer = await request<Made>('POST', '/api/v1/channels', {
      name: text('name'),
      kind,
      ...Object.fromEntries(FIELDS[kind].flatMap((field) => (text(field) === '' ? [] : [[field, text(field)]]))),
      useWebhook: start,
      errorStatistics: start,
    })
    if (!answer.ok) {
      const aboutUrl = answer.code === 'invalid_url' || answer.code === 'address_denied'
      const isEndpoint = kind === 'braze' && answer.code === 'invalid_url'
      setWrong(aboutUrl ? { url: isEndpoint ? t('braze.endpointWrong') : answer.text } : { form: answer.text })
      return
    }
    if (answer.body.errors?.length) toast('alert', t('itemErrors.host_not_found'))
    if (answer.body.channelSecret === undefined) open(answer.body.channel.id)
    else setMade(answer.body)
  }

  if (made?.channelSecret !== undefined) {
    const { channel, channelSecret } = made
    return (
      <>
        <h1 className="mb-6 text-2xl tracking-[-.01em] [overflow-wrap:anywhere]">
          {t('newChannel.madeTitle', { name: channel.name })}
        </h1>
        <Panel className="p-4 md:p-6">
          <ShownOnce
            say={t('newChannel.madeSecret')}
            secret={channelSecret}
            copy={t('newChannel.copySecret')}
            done={t('newChannel.toSettings')}
            onDone={() => open(channel.id)}
          />
        </Panel>
      </>
    )
  }
  return (
    <>
      <h1 className="text-2xl tracking-[-.01em]">{t('newChannel.title')}</h1>
      <p className="mt-2 mb-6 text-ink-2 leading-6">{t('newChannel.lead')}</p>
      <Panel className="p-4 md:p-6">
        <form onSubmit={submit} noValidate className="grid gap-5">
          <FormAlert text={wrong.form ?? null} />
          <fieldset className="flex flex-wrap gap-x-6 gap-y-2">
            <legend className="mb-1 font-semibold text-sm">{t('newChannel.kind')}</legend>
            {(['line', 'braze'] as const).map((each) => (
              <label key={each} className="flex items-center gap-2">
                <input
                  type="radio"
                  name="kind"
                  checked={kind === each}
                  onChange={() => setKind(each)}
                  className="size-5 accent-ink"
                />
                {t(`newChannel.kinds.${each}`)}
              </label>
            ))}
          </fieldset>
          <Field label={t('newChannel.name')} error={wrong.name}>
            {(ids) => <Input {...ids} tall name="name" maxLength={100} placeholder={t('newChannel.namePlaceholder')} />}
          </Field>
          <Field
            label={t(kind === 'line' ? 'newChannel.url' : 'braze.endpoint')}
            hint={t(kind === 'line' ? 'newChannel.urlHint' : 'braze.endpointHint')}
            error={wrong.url}
          >
            {(ids) => (
              <Input
                {...ids}
                key={kind}
                tall
                name={FIELDS[kind][0]}
                inputMode="url"
                spellCheck={false}
                autoCapitalize="none"
                placeholder={kind === 'line' ? 'https://' : 'https://rest.iad-01.braze.com'}
              />
            )}
          </Field>
          <Field
            label={t(kind === 'line' ? 'newChannel.secret' : 'braze.key')}
            hint={t(kind === 'line' ? 'newChannel.secretHint' : 'braze.keyHint')}
          >
            {(ids) => (
              <Input
                {...ids}
                key={kind}
                tall
                name={FIELDS[kind][1]}
                autoComplete="off"
                spellCheck={false}
                className="font-mono"
              />
            )}
          </Field>
          <label className="grid grid-cols-[20px_1fr] gap-x-2">
            <input type="checkbox" name="start" className="size-5 accent-ink" />
            <span className="font-semibold">{t('newChannel.start')}</span>
            <span className="col-start-2 text-ink-3 text-xs">{t('newChannel.startHint')}</span>
          </label>
          <div>
            <Button type="submit" look="primary" size="lg" pending={pending}>
              {t('newChannel.create')}
            </Button>
          </div>
        </form>
      </Panel>
    </>
  )
}
