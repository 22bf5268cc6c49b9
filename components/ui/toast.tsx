'use client'

import { useTranslations } from 'next-intl'
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'

/** What can still be done about it: taking it back. */
type ToastAct = { label: string; run: () => void }
type Toast = { id: number; tone: 'ok' | 'alert'; text: string; act: ToastAct | null }
type ShowToast = (tone: Toast['tone'], text: string, act?: ToastAct) => void
const Toasts = createContext<ShowToast>(() => {})

const SHOWN_MS = 6_000
/** Long enough to find a button. */
const SHOWN_WITH_ACT_MS = 20_000

/** Says that something was done, or was not: `toast('ok', …)`, `toast('alert', …)`. A failure stays until it is closed. */
export function useToast(): ShowToast {
  return useContext(Toasts)
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const t = useTranslations('common')
  const [toasts, setToasts] = useState<Toast[]>([])
  const next = useRef(0)
  const close = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), [])
  const show = useCallback(
    (tone: Toast['tone'], text: string, act: ToastAct | null = null) => {
      next.current += 1
      const id = next.current
      // What was done before is history: 'switched off' beside 'switched on' would say both.
      setToasts((all) => [
        ...all.filter((toast) => toast.tone === 'alert' || toast.act).slice(-2),
        { id, tone, text, act },
      ])
      if (tone === 'ok') setTimeout(() => close(id), act === null ? SHOWN_MS : SHOWN_WITH_ACT_MS)
    },
    [close],
  )
  return (
    <Toasts value={show}>
      {children}
      <div
        role="status"
        aria-atomic="false"
        className="pointer-events-none fixed inset-x-4 bottom-4 z-10 grid justify-items-center gap-2 md:justify-items-end"
      >
        {toasts.map(({ id, tone, text, act }) => (
          <div
            key={id}
            className="pointer-events-auto flex max-w-[420px] items-start gap-2 rounded-lg border border-line-2 bg-surface py-2 pr-2 pl-4 text-sm shadow-[0_8px_24px_rgb(0_0_0/.16)]"
          >
            <span className={`mt-1 ${tone === 'ok' ? 'text-ok' : 'text-alert'}`}>
              <Icon name={tone === 'ok' ? 'good' : 'alert'} />
            </span>
            <span className="py-0.5">{text}</span>
            {act === null ? null : (
              <Button
                size="sm"
                className="flex-none"
                onClick={() => {
                  close(id)
                  act.run()
                }}
              >
                {act.label}
              </Button>
            )}
            <Button look="quiet" size="square-sm" aria-label={t('close')} onClick={() => close(id)}>
              <Icon name="x" />
            </Button>
          </div>
        ))}
      </div>
    </Toasts>
  )
}
