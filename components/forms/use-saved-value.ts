import { useState } from 'react'

/** A field's value: it follows what is saved, also from elsewhere, until something else is put into it. */
export function useSavedValue<T extends string | number>(saved: T) {
  const [value, setValue] = useState(saved)
  const [known, setKnown] = useState(saved)
  if (saved !== known) {
    setKnown(saved)
    if (value === known) setValue(saved)
  }
  return [value, setValue] as const
}
