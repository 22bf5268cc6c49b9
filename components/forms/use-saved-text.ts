import { useState } from 'react'

/** A field's text: it follows what is saved, also from elsewhere, until something else is written into it. */
export function useSavedText(saved: string) {
  const [text, setText] = useState(saved)
  const [known, setKnown] = useState(saved)
  if (saved !== known) {
    setKnown(saved)
    if (text === known) setText(saved)
  }
  return [text, setText] as const
}
