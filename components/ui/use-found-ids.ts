'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useMemo, useState } from 'react'
import { type Entry, entry } from './palette-entries.ts'

/** What an id belongs to, as `/palette?id=` answers. */
type FoundId = { kind: 'attempt' | 'delivery'; id: string; channelId: string; channelName: string }

const WAIT_MS = 200
// Ids are our ULIDs, or what another sender calls its attempts; LINE's event ids are ULIDs too.
const ID = /^(?=.*\d)[\w.:-]{6,128}$/
const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/i

function hrefOf({ kind, id, channelId }: FoundId): string {
  const path = `/channels/${channelId}`
  return kind === 'delivery' ? `${path}/deliveries/${id}` : `${path}/attempts?attempt=${encodeURIComponent(id)}`
}

/** The attempts and deliveries that have the pasted id, and where to look for it as an event's. */
export function useFoundIds(query: string, hereId: string | null): Entry[] {
  const t = useTranslations('palette')
  const id = query.trim()
  const isId = ID.test(id)
  const [found, setFound] = useState<{ id: string; all: FoundId[] }>({ id: '', all: [] })
  useEffect(() => {
    if (!isId) return
    const canceled = new AbortController()
    const ask = async () => {
      try {
        const answer = await fetch(`/palette?id=${encodeURIComponent(id)}`, { signal: canceled.signal })
        if (!answer.ok) return
        const { found: all }: { found: FoundId[] } = await answer.json()
        setFound({ id, all })
      } catch {
        // Nothing is found then; the list below says nothing of it.
      }
    }
    const timer = setTimeout(ask, WAIT_MS)
    return () => {
      clearTimeout(timer)
      canceled.abort()
    }
  }, [id, isId])
  return useMemo(() => {
    const entries = (isId && found.id === id ? found.all : []).map((one) => {
      const href = hrefOf(one)
      const title = t(one.kind, { id: one.id })
      return entry({ name: href, group: 'found', title, note: one.channelName, to: { href } })
    })
    if (hereId !== null && ULID.test(id)) {
      const href = `/channels/${hereId}/attempts?event=${id}`
      entries.push(entry({ name: href, group: 'found', title: t('event', { id }), note: '', to: { href } }))
    }
    return entries
  }, [found, id, isId, hereId, t])
}
