'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { useToast } from './toast.tsx'

/** Copies the address that the page has now. */
export function CopyLinkButton({ label }: { label: string }) {
  const t = useTranslations('common')
  const toast = useToast()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(window.location.href)
      setCopied(true)
      toast('ok', t('copied'))
    } catch {
      toast('alert', t('copyFailed'))
    }
  }
  return (
    <Button look="quiet" size="square" aria-label={label} onClick={copy}>
      <Icon name={copied ? 'check' : 'link'} />
    </Button>
  )
}
