'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { formatCount } from '@/lib/i18n/format-number.ts'

const PAGE = 200
/** 20,000 rows: what a spreadsheet and the reader's patience take. */
const MOST_PAGES = 100

type Page = { text: string; next: string | null }

async function fetchPage(path: string, query: URLSearchParams): Promise<Page> {
  const response = await fetch(`${path}?${query}`, { headers: { accept: 'text/csv' } })
  if (!response.ok) throw new Error(`answered ${response.status}`)
  return { text: await response.text(), next: response.headers.get('x-next-cursor') }
}

function withoutHead(csv: string): string {
  return csv.slice(csv.indexOf('\n') + 1)
}

/** The list as one CSV file, page by page from the API. */
export function SaveCsv({ path, name, filter }: { path: string; name: string; filter: Record<string, string> }) {
  const t = useTranslations('deliveries')
  const toast = useToast()
  const [pending, setPending] = useState(false)
  const save = async () => {
    setPending(true)
    try {
      const query = new URLSearchParams({ ...filter, limit: String(PAGE) })
      const first = await fetchPage(path, query)
      const parts = [first.text]
      let { next } = first
      while (next !== null && parts.length < MOST_PAGES) {
        query.set('cursor', next)
        const page = await fetchPage(path, query)
        parts.push(withoutHead(page.text))
        next = page.next
      }
      const url = URL.createObjectURL(new Blob(parts, { type: 'text/csv' }))
      Object.assign(document.createElement('a'), { href: url, download: name }).click()
      URL.revokeObjectURL(url)
      if (next !== null) toast('alert', t('csvCut', { count: formatCount(PAGE * MOST_PAGES) }))
    } catch {
      toast('alert', t('csvFailed'))
    } finally {
      setPending(false)
    }
  }
  return (
    <Button pending={pending} onClick={save}>
      <Icon name="download" />
      {pending ? t('csvGoingOn') : t('csv')}
    </Button>
  )
}
