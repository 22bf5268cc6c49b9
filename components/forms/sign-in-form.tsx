'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Field } from '@/components/ui/field.tsx'
import { FormAlert } from '@/components/ui/form-alert.tsx'
import { Input } from '@/components/ui/input.tsx'
import { useRequest } from '@/components/ui/use-request.ts'

/** E-mail and password. `next` was judged by the server: a path of this site. */
export function SignInForm({ next }: { next: string }) {
  const t = useTranslations('access')
  const { pending, request } = useRequest()
  const [wrong, setWrong] = useState<string | null>(null)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setWrong(null)
    const answer = await request('POST', '/api/auth/sign-in/email', {
      email: form.get('email'),
      password: form.get('password'),
    })
    // A whole load, so that nothing of the time before the session is kept.
    if (answer.ok) window.location.assign(next)
    else setWrong(answer.text)
  }

  return (
    <form onSubmit={submit} className="grid gap-4">
      <FormAlert text={wrong} />
      <Field label={t('email')}>
        {(ids) => <Input {...ids} tall name="email" type="email" autoComplete="username" required />}
      </Field>
      <Field label={t('password')}>
        {(ids) => <Input {...ids} tall name="password" type="password" autoComplete="current-password" required />}
      </Field>
      <Button type="submit" look="primary" size="lg" pending={pending} className="mt-2">
        {t('signIn')}
      </Button>
    </form>
  )
}
