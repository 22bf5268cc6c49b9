'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Field } from '@/components/ui/field.tsx'
import { FormAlert } from '@/components/ui/form-alert.tsx'
import { Input } from '@/components/ui/input.tsx'
import { useRequest } from '@/components/ui/use-request.ts'

const SHORTEST_PASSWORD = 12

type Wrong = { form?: string; name?: string; email?: string; password?: string }

/** The first administrator, by the link that the server printed. */
export function SetUpForm({ token }: { token: string }) {
  const t = useTranslations()
  const { pending, request } = useRequest()
  const [wrong, setWrong] = useState<Wrong>({})

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const text = (name: string) => String(new FormData(form).get(name) ?? '')
    const [name, email, password] = [text('name').trim(), text('email').trim(), text('password')]
    const found: Wrong = {}
    if (name === '') found.name = t('common.required')
    if (email === '') found.email = t('common.required')
    else if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) found.email = t('access.emailWrong')
    if (password.length < SHORTEST_PASSWORD) found.password = t('access.passwordShort')
    setWrong(found)
    const first = Object.keys(found)[0]
    if (first !== undefined) {
      form.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus()
      return
    }
    const answer = await request('POST', '/api/v1/set-up', { token, name, email, password })
    if (answer.ok) window.location.assign('/')
    else setWrong({ form: answer.text })
  }

  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <FormAlert text={wrong.form ?? null} />
      <Field label={t('access.name')} error={wrong.name}>
        {(ids) => <Input {...ids} tall name="name" autoComplete="name" maxLength={100} />}
      </Field>
      <Field label={t('access.email')} error={wrong.email}>
        {(ids) => <Input {...ids} tall name="email" type="email" autoComplete="username" maxLength={200} />}
      </Field>
      <Field
        label={t('access.password')}
        hint={wrong.password ? null : t('access.passwordHint')}
        error={wrong.password}
      >
        {(ids) => <Input {...ids} tall name="password" type="password" autoComplete="new-password" maxLength={128} />}
      </Field>
      <Button type="submit" look="primary" size="lg" pending={pending} className="mt-2">
        {t('access.setUp')}
      </Button>
    </form>
  )
}
