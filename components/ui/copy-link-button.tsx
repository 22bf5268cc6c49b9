'use client'

import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { useCopyView } from './use-copy-view.ts'

/** Copies the address of what the page shows; a range that ends now is written with its times. */
export function CopyLinkButton({ label }: { label: string }) {
  const copy = useCopyView()
  return (
    <Button look="quiet" size="square" aria-label={label} title={label} onClick={() => copy('exact')}>
      <Icon name="link" />
    </Button>
  )
}
