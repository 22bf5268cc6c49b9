import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { RevokeKey } from '@/components/forms/revoke-key.tsx'
import { DataTable, Td, Th } from '@/components/ui/data-table.tsx'
import type { KeyView } from '@/lib/domain/api-key.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { formatAgo, formatDay } from '@/lib/i18n/format-time.ts'

/** Keys that work, newest first. `inset`: inside a row of settings, where the channel is known; `tools`: at the end of its head. */
export async function KeyTable({
  keys,
  channels,
  timezone,
  nowMs,
  inset = false,
  tools,
}: {
  keys: readonly KeyView[]
  channels: readonly ChannelView[]
  timezone: string
  nowMs: number
  inset?: boolean
  tools?: ReactNode
}) {
  const t = await getTranslations('keys')
  const locale = await getLocale()
  const nameOf = (channelId: string | null) =>
    channelId === null ? t('instance') : (channels.find(({ id }) => id === channelId)?.name ?? channelId)
  return (
    <DataTable
      caption={t('caption')}
      className={inset ? '-mt-2 [&_:is(th,td):first-child]:pl-0! [&_:is(th,td):last-child]:pr-0!' : ''}
      head={
        <>
          <Th>{t('name')}</Th>
          {inset ? null : <Th className="max-md:hidden">{t('for')}</Th>}
          <Th className="max-md:hidden">{t('key')}</Th>
          <Th className="max-md:hidden">{t('created')}</Th>
          <Th className="max-md:hidden">{t('lastUsed')}</Th>
          <Th className={tools ? 'py-1! text-right' : ''}>
            <span className="sr-only">{t('actions')}</span>
            {tools}
          </Th>
        </>
      }
    >
      {keys.map(({ id, name, channelId, prefix, createdAtMs, lastUsedAtMs }) => {
        const ago = lastUsedAtMs === null ? null : formatAgo(lastUsedAtMs, nowMs, locale)
        return (
          <tr key={id}>
            <Td>
              <b className="[overflow-wrap:anywhere]">{name}</b>
              <span className="mt-0.5 block text-ink-3 text-xs md:hidden">
                {inset ? null : <span className="block [overflow-wrap:anywhere]">{nameOf(channelId)}</span>}
                <span className="block font-mono">{prefix}…</span>
                <span className="block">{ago === null ? t('neverUsed') : t('usedAgo', { ago })}</span>
              </span>
            </Td>
            {inset ? null : <Td className="max-md:hidden">{nameOf(channelId)}</Td>}
            <Td className="whitespace-nowrap font-mono text-ink-2 text-xs max-md:hidden">{prefix}…</Td>
            <Td className="whitespace-nowrap text-ink-2 max-md:hidden">{formatDay(createdAtMs, timezone, locale)}</Td>
            <Td className="whitespace-nowrap text-ink-2 max-md:hidden">{ago ?? t('never')}</Td>
            <Td className="text-right">
              <RevokeKey keyId={id} name={name} />
            </Td>
          </tr>
        )
      })}
    </DataTable>
  )
}
