'use client'

import { Button } from './button.tsx'
import { CopyButton } from './copy-button.tsx'

/** A secret at the only time that it can be seen. It stays until it is said to be noted. */
export function ShownOnce({
  say,
  secret,
  copy,
  done,
  onDone,
}: {
  say: string
  secret: string
  copy: string
  done: string
  onDone: () => void
}) {
  return (
    <div role="status" className="grid gap-3 rounded-md border border-control p-4">
      <p className="text-sm">{say}</p>
      <code className="code whitespace-pre-wrap! break-all">{secret}</code>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={secret} look="primary" size="md">
          {copy}
        </CopyButton>
        <Button look="quiet" onClick={onDone}>
          {done}
        </Button>
      </div>
    </div>
  )
}
