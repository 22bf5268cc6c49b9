'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Dialog } from '@/components/ui/dialog.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useRequest } from '@/components/ui/use-request.ts'
import { focusChooseFile } from './choose-file.tsx'

/** Takes an import back, after asking. `covers`: its range in words. */
export function UndoImport({
  channelId,
  importId,
  rows,
  covers,
}: {
  channelId: string
  importId: string
  rows: number
  covers: string
}) {
  const t = useTranslations('imports')
  const router = useRouter()
  const toast = useToast()
  const { pending, request } = useRequest()
  const [open, setOpen] = useState(false)
  const undone = useRef(false)
  const undo = async () => {
    const answer = await request('DELETE', `/api/v1/channels/${channelId}/imports/${importId}`)
    undone.current = answer.ok
    setOpen(false)
    if (answer.ok) toast('ok', t('undone'))
    else toast('alert', answer.text)
    router.refresh()
  }
  return (
    <>
      <Button look="quiet" size="sm" aria-label={t('undoNamed', { range: covers })} onClick={() => setOpen(true)}>
        {t('undo')}
      </Button>
      <Dialog
        open={open}
        onClose={() => {
          setOpen(false)
          // Its button goes with its row.
          if (undone.current) focusChooseFile()
        }}
        title={t('undoTitle')}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>{t('keep')}</Button>
            <Button look="danger" pending={pending} onClick={undo}>
              {t('undoNow')}
            </Button>
          </>
        }
      >
        <p className="mb-2 text-ink">{covers}</p>
        <p>{t('undoSay', { rows })}</p>
      </Dialog>
    </>
  )
}
