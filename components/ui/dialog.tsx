'use client'

import { type ReactNode, useEffect, useId, useRef } from 'react'

/** The browser's own modal dialog: it holds the focus, Esc closes it, and the page behind is inert. */
export function Dialog({
  open,
  onClose,
  title,
  children,
  footer,
}: {
  open: boolean
  onClose: () => void
  title: string
  children: ReactNode
  footer: ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    if (open) dialog.current?.showModal()
    else dialog.current?.close()
  }, [open])
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      className="m-auto w-[min(480px,calc(100vw-32px))] whitespace-normal rounded-lg border border-line-2 bg-surface p-0 text-start font-normal text-ink backdrop:bg-[rgb(10_11_14/.5)]"
    >
      {open ? (
        <>
          <div className="p-6 leading-[22px] text-ink-2">
            <h2 id={titleId} className="mb-2 text-lg text-ink">
              {title}
            </h2>
            {children}
          </div>
          <div className="flex justify-end gap-2 border-line border-t px-6 py-4">{footer}</div>
        </>
      ) : null}
    </dialog>
  )
}
