'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type SubmitEvent, useId, useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Dialog } from '@/components/ui/dialog.tsx'
import { Field } from '@/components/ui/field.tsx'
import { FormAlert } from '@/components/ui/form-alert.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { Input } from '@/components/ui/input.tsx'
import { TextLink } from '@/components/ui/text-link.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useRequest } from '@/components/ui/use-request.ts'
import { instantOfWallText, wallText } from '@/lib/charts/wall-clock.ts'
import { MOST_MARK_TEXT } from '@/lib/domain/mark.ts'
import { formatZone } from '@/lib/i18n/format-time.ts'

/** `time`: by the clock of the page's zone. */
type SetMark = { id: string; label: string; atMs: number; time: string }

/** Draws a line at the time of a deploy, now unless said otherwise, and takes such lines away again. */
export function MarkDeploys({ channelId, zone, set }: { channelId: string; zone: string; set: readonly SetMark[] }) {
  const t = useTranslations('marks')
  const common = useTranslations('common')
  const router = useRouter()
  const toast = useToast()
  const form = useId()
  const { pending, request } = useRequest()
  const [openedAtMs, setOpenedAtMs] = useState<number | null>(null)
  const [wrong, setWrong] = useState<{ text?: string; at?: string }>({})
  const [refused, setRefused] = useState<string | null>(null)
  const [removed, setRemoved] = useState<SetMark | null>(null)
  const [gone, setGone] = useState<readonly string[]>([])
  const path = `/api/v1/channels/${channelId}/marks`
  // What was removed is gone at once, whenever the page comes back without it.
  const left = set.filter(({ id }) => !gone.includes(id))

  const open = () => {
    setOpenedAtMs(Date.now())
    setWrong({})
    setRefused(null)
    setRemoved(null)
  }
  const add = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const text = String(data.get('text')).trim()
    const wall = String(data.get('at'))
    const at = instantOfWallText(wall, zone)
    const missing = {
      ...(text === '' ? { text: common('required') } : {}),
      ...(at === null ? { at: t('timeMissing') } : {}),
    }
    setWrong(missing)
    if (text === '' || at === null) return
    // The field has minutes; a time that was not changed is when the dialog opened, to the second.
    const isUnchanged = openedAtMs !== null && wall === wallText(openedAtMs, zone)
    const answer = await request('POST', path, { text, at: isUnchanged ? openedAtMs : at })
    if (!answer.ok) {
      setRefused(answer.code === 'invalid_request' ? t('refused') : answer.text)
      return
    }
    setOpenedAtMs(null)
    toast('ok', t('added', { text }))
    router.refresh()
  }
  const remove = async (mark: SetMark) => {
    const answer = await request('DELETE', `${path}/${mark.id}`)
    setRefused(answer.ok ? null : answer.text)
    if (answer.ok) {
      setRemoved(mark)
      setGone((before) => [...before, mark.id])
    }
    router.refresh()
  }
  const putBack = async ({ label, atMs }: SetMark) => {
    const answer = await request('POST', path, { text: label, at: atMs })
    setRefused(answer.ok ? null : answer.text)
    if (answer.ok) setRemoved(null)
    router.refresh()
  }

  return (
    <div className="mt-2 flex justify-end print:hidden">
      <Button look="quiet" size="sm" onClick={open}>
        <Icon name="plus" />
        {t('open')}
      </Button>
      <Dialog
        open={openedAtMs !== null}
        onClose={() => setOpenedAtMs(null)}
        title={t('title')}
        footer={
          <>
            <Button onClick={() => setOpenedAtMs(null)}>{common('cancel')}</Button>
            <Button type="submit" form={form} look="primary" pending={pending}>
              {t('add')}
            </Button>
          </>
        }
      >
        <p className="mb-4 text-sm">
          {t.rich('say', { link: (chunks) => <TextLink href="/docs/api#addMark">{chunks}</TextLink> })}
        </p>
        <FormAlert text={refused} />
        <form id={form} onSubmit={add} noValidate className="grid gap-3 text-ink">
          <Field label={t('text')} error={wrong.text}>
            {(ids) => (
              <Input
                {...ids}
                name="text"
                maxLength={MOST_MARK_TEXT}
                placeholder={t('example')}
                autoComplete="off"
                autoFocus
              />
            )}
          </Field>
          <Field label={t('at')} hint={formatZone(zone, openedAtMs ?? 0)} error={wrong.at}>
            {(ids) => <Input {...ids} name="at" type="datetime-local" defaultValue={wallText(openedAtMs ?? 0, zone)} />}
          </Field>
        </form>
        {/* Said here: a toast lies behind the dialog. */}
        <div role="status" className={removed === null ? 'sr-only' : 'mt-5 flex items-center gap-2 text-sm'}>
          {removed === null ? null : (
            <>
              <span className="min-w-0 flex-1 text-ink [overflow-wrap:anywhere]">
                {t('removed', { text: removed.label })}
              </span>
              <Button size="sm" pending={pending} autoFocus onClick={() => putBack(removed)}>
                {t('putBack')}
              </Button>
            </>
          )}
        </div>
        {left.length === 0 ? null : (
          <section aria-label={t('set')} className="mt-5">
            <h3 className="mb-1 font-semibold text-ink text-sm">{t('set')}</h3>
            <ul className="max-h-[200px] overflow-y-auto text-sm">
              {left.map((mark) => (
                <li key={mark.id} className="flex items-center gap-2 border-line border-t py-1">
                  <span className="min-w-0 flex-1 truncate text-ink" title={mark.label}>
                    {mark.label}
                  </span>
                  <span className="flex-none">{mark.time}</span>
                  <Button
                    look="quiet"
                    size="square-sm"
                    aria-label={t('remove', { text: mark.label })}
                    pending={pending}
                    onClick={() => remove(mark)}
                  >
                    <Icon name="x" />
                  </Button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </Dialog>
    </div>
  )
}
