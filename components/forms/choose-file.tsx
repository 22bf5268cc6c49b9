'use client'

import { useTranslations } from 'next-intl'
import { type DragEvent, useId, useRef, useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Icon } from '@/components/ui/icon.tsx'

const BUTTON = 'choose-file'

/** Where the keyboard goes when what it was on is gone: to the beginning of an import. */
export function focusChooseFile(): void {
  document.getElementById(BUTTON)?.focus()
}

/** A place to drop a file on, and a button for those who do not drag. The same file can be chosen again. */
export function ChooseFile({ chosen, onChoose }: { chosen: string | null; onChoose: (file: File) => void }) {
  const t = useTranslations('imports')
  const input = useRef<HTMLInputElement>(null)
  const hintId = useId()
  const [over, setOver] = useState(false)
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0]
    if (file !== undefined) onChoose(file)
    if (input.current) input.current.value = ''
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button inside does the same
    <div
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={`flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-dashed px-4 py-5 md:px-5 ${over ? 'border-ink bg-sunken' : 'border-control'}`}
    >
      <input
        ref={input}
        type="file"
        accept=".tsv,.csv,.txt,text/tab-separated-values,text/csv,text/plain"
        aria-label={t('choose')}
        tabIndex={-1}
        className="hidden"
        onChange={(event) => take(event.target.files)}
      />
      <Button id={BUTTON} aria-describedby={hintId} onClick={() => input.current?.click()}>
        {chosen === null ? t('choose') : t('chooseOther')}
      </Button>
      <span className="min-w-0 text-sm">
        {chosen === null ? (
          <span className="text-ink-2 max-md:hidden">{t('drop')}</span>
        ) : (
          <span className="flex items-center gap-1.5 [overflow-wrap:anywhere]">
            <Icon name="check" />
            {chosen}
          </span>
        )}
        <span id={hintId} className="block text-ink-3 text-xs [word-break:auto-phrase]">
          {t('chooseHint')}
        </span>
      </span>
    </div>
  )
}
