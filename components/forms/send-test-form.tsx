'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Field } from '@/components/ui/field.tsx'
import { FormAlert } from '@/components/ui/form-alert.tsx'
import { Select } from '@/components/ui/select.tsx'
import { useRequest } from '@/components/ui/use-request.ts'
import { exampleLineBody, GROUP_OF_LINE_EVENT, LINE_EVENT_GROUPS } from '@/lib/domain/line-event-body.ts'
import { LINE_EVENT_TYPES, type LineEventType } from '@/lib/domain/line-events.ts'
import { type BodyProblem, readWebhookBody } from './read-webhook-body.ts'
import { SentTest } from './sent-test.tsx'
import { type FollowedDelivery, useFollowedDelivery } from './use-followed-delivery.ts'

const FEWEST_ROWS = 16

/** A ready-made event of any type, to be edited as JSON and sent through the queue; then what becomes of it. */
export function SendTestForm({
  channelId,
  first,
}: {
  channelId: string
  /** What stands there at first; made by the server, because its ids are new each time. */
  first: { type: LineEventType; text: string }
}) {
  const t = useTranslations('sendTest')
  const { pending, request } = useRequest()
  const [type, setType] = useState(first.type)
  const [example, setExample] = useState(first.text)
  const [text, setText] = useState(first.text)
  const [wrong, setWrong] = useState<BodyProblem | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [accepted, setAccepted] = useState<FollowedDelivery | null>(null)
  const delivery = useFollowedDelivery(accepted)

  const start = (next: LineEventType) => {
    const body = exampleLineBody(next, Date.now(), Math.random)
    setType(next)
    setExample(body)
    setText(body)
    setWrong(null)
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const read = readWebhookBody(text)
    setRefused(null)
    setWrong('problem' in read ? read : null)
    if ('problem' in read) return
    const answer = await request<{ delivery: FollowedDelivery }>(
      'POST',
      `/api/v1/channels/${channelId}/deliveries`,
      read,
    )
    if (answer.ok) setAccepted(answer.body.delivery)
    else setRefused(answer.text)
  }
  const problem =
    wrong === null
      ? null
      : wrong.line === null
        ? t(`problems.${wrong.problem}`)
        : t('problemAtLine', { problem: t(`problems.${wrong.problem}`), line: wrong.line })

  return (
    <form onSubmit={submit} noValidate className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <FormAlert text={refused} />
      <Field label={t('type')}>
        {(ids) => (
          <Select
            {...ids}
            value={type}
            className="max-w-[360px]"
            onChange={({ target }) => {
              const next = LINE_EVENT_TYPES.find((one) => one === target.value)
              if (next !== undefined) start(next)
            }}
            options={LINE_EVENT_GROUPS.map((group) => ({
              label: t(`groups.${group}`),
              options: LINE_EVENT_TYPES.filter((one) => GROUP_OF_LINE_EVENT[one] === group).map((value) => ({
                value,
                label: t(`types.${value}`),
              })),
            }))}
          />
        )}
      </Field>
      <Field label={t('body')} hint={t('bodyHint')} error={problem}>
        {(ids) => (
          <textarea
            {...ids}
            value={text}
            rows={Math.max(FEWEST_ROWS, example.split('\n').length + 1)}
            spellCheck={false}
            autoCapitalize="none"
            autoComplete="off"
            wrap="off"
            onChange={({ target }) => {
              setText(target.value)
              // What was said to be wrong is looked at again while it is being put right.
              if (wrong !== null) {
                const read = readWebhookBody(target.value)
                setWrong('problem' in read ? read : null)
              }
            }}
            className="code w-full resize-y border-control! bg-surface! aria-invalid:border-alert! aria-invalid:inset-ring aria-invalid:inset-ring-alert"
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" pending={pending}>
          {t('send')}
        </Button>
        <Button look="quiet" disabled={text === example} onClick={() => start(type)}>
          {t('restore')}
        </Button>
      </div>
      <div role="status" aria-atomic="false">
        {delivery === null ? null : <SentTest channelId={channelId} delivery={delivery} />}
      </div>
    </form>
  )
}
