'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Dialog } from '@/components/ui/dialog.tsx'
import { Field } from '@/components/ui/field.tsx'
import { Input } from '@/components/ui/input.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useRequest } from '@/components/ui/use-request.ts'

/** Deletes after the name was typed: nothing brings a channel back. */
export function DeleteChannel({ channelId, name }: { channelId: string; name: string }) {
  const t = useTranslations('settings')
  const common = useTranslations('common')
  const router = useRouter()
  const toast = useToast()
  const form = useId()
  const { pending, request } = useRequest()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')

  const remove = async () => {
    if (typed.trim() !== name) return
    const answer = await request('DELETE', `/api/v1/channels/${channelId}`)
    if (!answer.ok) {
      toast('alert', answer.text)
      return
    }
    toast('ok', t('deleted', { name }))
    router.push('/')
    router.refresh()
  }
  const close = () => {
    setOpen(false)
    setTyped('')
  }

  return (
    <>
      <Button look="danger" onClick={() => setOpen(true)}>
        {t('deleteOpen')}
      </Button>
      <Dialog
        open={open}
        onClose={close}
        title={t('deleteTitle', { name })}
        footer={
          <>
            <Button onClick={close}>{common('cancel')}</Button>
            <Button type="submit" form={form} look="danger" pending={pending} disabled={typed.trim() !== name}>
              {t('deleteConfirm')}
            </Button>
          </>
        }
      >
        <p className="mb-4">{t('deleteConfirmSay')}</p>
        <form
          id={form}
          onSubmit={(event) => {
            event.preventDefault()
            remove()
          }}
        >
          <Field label={t('name')}>
            {(ids) => (
              <Input {...ids} autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />
            )}
          </Field>
        </form>
      </Dialog>
    </>
  )
}
