'use client'

import { useCallback, useEffect, useMemo, useState } from 'react'
import { type PaletteCommand, type PalettePlaces, paletteIndex } from './palette-entries.ts'

let kept: { locale: string; places: PalettePlaces } | null = null

/** What can be reached: at once what the last opening brought, then what the server knows now. */
export function usePalettePlaces(locale: string, names: Readonly<Record<PaletteCommand, string>>) {
  const [places, setPlaces] = useState(kept?.locale === locale ? kept.places : null)
  const [failed, setFailed] = useState(false)
  const load = useCallback(async () => {
    setFailed(false)
    try {
      const answer = await fetch('/palette')
      if (!answer.ok) return setFailed(true)
      const now: PalettePlaces = await answer.json()
      kept = { locale, places: now }
      setPlaces(now)
    } catch {
      setFailed(true)
    }
  }, [locale])
  useEffect(() => {
    load()
  }, [load])
  const index = useMemo(() => (places === null ? null : paletteIndex(places, names)), [places, names])
  return { index, failed, load }
}
