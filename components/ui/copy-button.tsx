'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button, type ButtonLook, type ButtonSize } from './button.tsx'
import { Icon } from './icon.tsx'
import { useToast } from './toast.tsx'

const SHOWN_MS = 1_600

/** Copies `text`. Without children it is an icon, and `label` its name. */
export function CopyButton({
  text,
  label,
  look = 'default',
  size = 'sm',
  children,
}: {
  text: string
  label?: string
  look?: ButtonLook
  size?: ButtonSize
  children?: ReactNode
}) {
  const t = useTranslations('common')
  const toast = useToast()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
      setTimeout(() => setCopied(false), SHOWN_MS)
    } catch {
      toast('alert', t('copyFailed'))
    }
  }
  return (
    <Button look={look} size={size} aria-label={children ? undefined : label} onClick={copy}>
      <Icon name={copied ? 'check' : 'copy'} />
      {children ? (copied ? t('copied') : children) : null}
      <span role="status" className="sr-only">
        {copied ? t('copied') : ''}
      </span>
    </Button>
  )
}
