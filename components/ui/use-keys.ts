'use client'

import { useEffect, useRef } from 'react'
import { areLetterKeysOn } from './letter-keys.ts'

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
}

/**
 * What keys do on this page: by `KeyboardEvent.key`. An action that answers false leaves the key to the browser. Nothing
 * happens while one types or while something is open above the page; single characters can be turned off.
 */
export function useKeys(actions: Readonly<Record<string, () => unknown>>): void {
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return
      if (isTyping(event.target) || document.querySelector('dialog[open], :popover-open')) return
      const act = Object.hasOwn(latest.current, event.key) ? latest.current[event.key] : undefined
      if (act === undefined || (event.key.length === 1 && !areLetterKeysOn())) return
      if (act() !== false) event.preventDefault()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}
