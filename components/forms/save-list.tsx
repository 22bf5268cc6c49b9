'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { formatCount } from '@/lib/i18n/format-number.ts'
import { type ListToSave, mostRows, savePages } from './save-pages.ts'

/** Saves a list of the API as one file. `words`: the name of the button. */
export function SaveList({ words, ...list }: Omit<ListToSave, 'language'> & { words: string }) {
  const t = useTranslations('save')
  const language = useLocale()
  const toast = useToast()
  const [pending, setPending] = useState(false)
  const save = async () => {
    setPending(true)
    try {
      const cut = await savePages({ ...list, language })
      if (cut) toast('alert', t('cut', { count: formatCount(mostRows(list.pageRows)) }))
    } catch {
      toast('alert', t('failed'))
    } finally {
      setPending(false)
    }
  }
  return (
    <Button pending={pending} onClick={save}>
      <Icon name="download" />
      {pending ? t('goingOn') : words}
    </Button>
  )
}
