'use client'

import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { useSyncExternalStore } from 'react'
import { Select } from '@/components/ui/select.tsx'
import { formatZone } from '@/lib/i18n/format-time.ts'
import { ASK_SERVER, statisticsParams } from './statistics-params.ts'

const never = () => () => {}
const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone
const noZone = () => null

/** Whose clock the page shows. The browser's zone goes into the address by its name, so that a shared link keeps it. */
export function ZoneSelect({
  zone,
  channelZone,
  atMs,
  tall = false,
}: {
  zone: string
  channelZone: string
  atMs: number
  tall?: boolean
}) {
  const t = useTranslations('filters')
  const [, setParams] = useQueryStates(statisticsParams, ASK_SERVER)
  const browser = useSyncExternalStore(never, browserZone, noZone)
  const zones = [...new Set([channelZone, 'Asia/Tokyo', 'UTC', zone])]
  const options = zones.map((value) => ({ value, label: formatZone(value, atMs) }))
  if (browser !== null && !zones.includes(browser)) {
    options.push({ value: browser, label: t('zoneBrowser', { zone: formatZone(browser, atMs) }) })
  }
  return (
    <Select
      label={t('zone')}
      tall={tall}
      value={zone}
      onChange={({ target }) => setParams({ zone: target.value === channelZone ? null : target.value })}
      options={options}
    />
  )
}
