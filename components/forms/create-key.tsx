'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Field } from '@/components/ui/field.tsx'
import { Input } from '@/components/ui/input.tsx'
import { Select, type SelectOption } from '@/components/ui/select.tsx'
import { ShownOnce } from '@/components/ui/shown-once.tsx'
import { useRequest } from '@/components/ui/use-request.ts'

/** Makes a key and shows it once. Without `channelId` the maker chooses what it is for. */
export function CreateKey({ channelId, choices = [] }: { channelId?: string; choices?: readonly SelectOption[] }) {
  const t = useTranslations('keys')
  const common = useTranslations('common')
  const router = useRouter()
  const { pending, request } = useRequest()
  const [name, setName] = useState('')
  const [target, setTarget] = useState(channelId ?? '')
  const [wrong, setWrong] = useState<string | null>(null)
  const [made, setMade] = useState<{ name: string; secret: string } | null>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') {
      setWrong(common('required'))
      return
    }
    const answer = await request<{ secret: string }>('POST', '/api/v1/keys', {
      name: name.trim(),
      ...(target === '' ? {} : { channelId: target }),
    })
    if (!answer.ok) {
      setWrong(answer.text)
      return
    }
    setMade({ name: name.trim(), secret: answer.body.secret })
    setName('')
    setWrong(null)
    router.refresh()
  }

  if (made !== null) {
    return (
      <ShownOnce
        say={t('made', { name: made.name })}
        secret={made.secret}
        copy={t('copyKey')}
        done={t('close')}
        onDone={() => setMade(null)}
      />
    )
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-wrap items-end gap-3">
      <div className="min-w-[180px] flex-1">
        <Field label={t('name')} error={wrong}>
          {(ids) => (
            <Input
              {...ids}
              value={name}
              maxLength={100}
              placeholder={t('namePlaceholder')}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      </div>
      {channelId === undefined ? (
        <div className="w-full md:w-60">
          <Field label={t('for')}>
            {(ids) => (
              <Select
                {...ids}
                className="w-full"
                value={target}
                options={[{ value: '', label: t('instance') }, ...choices]}
                onChange={(event) => setTarget(event.target.value)}
              />
            )}
          </Field>
        </div>
      ) : null}
      <Button
        type="submit"
        look={channelId === undefined ? 'primary' : 'default'}
        pending={pending}
        className={wrong ? 'mb-6' : ''}
      >
        {t('create')}
      </Button>
    </form>
  )
}
