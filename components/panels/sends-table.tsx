import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { attemptsSearch } from '@/components/filters/attempts-params.ts'
import { statisticsAddress } from '@/components/filters/statistics-params.ts'
import type { Tracked } from '@/components/filters/tracked-params.ts'
import { DataTable, Td, Th } from '@/components/ui/data-table.tsx'
import { TextLink } from '@/components/ui/text-link.tsx'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { formatCount, formatRate } from '@/lib/i18n/format-number.ts'
import { formatDaySecond } from '@/lib/i18n/format-time.ts'
import type { SendFigures } from '@/lib/reports/list-sends.ts'

export type TrackedRow = SendFigures & {
  key: string
  name: ReactNode
  /** The campaign of a send, or the sends of a campaign. */
  beside: ReactNode
  /** What statistics and attempts are narrowed to; null: they cannot be. */
  tracked: Tracked | null
}

/** A chart with one bar says nothing of before and after. */
const AROUND_MS = 10 * 60_000

/** Sends or campaigns, each with what was counted, and the ways to its chart and its attempts. */
export async function SendsTable({
  channel,
  caption,
  head,
  rows,
  nowMs,
}: {
  channel: Pick<ChannelView, 'id' | 'timezone'>
  caption: string
  head: { name: string; beside: string }
  rows: readonly TrackedRow[]
  nowMs: number
}) {
  const t = await getTranslations('sends')
  const locale = await getLocale()
  const time = (ms: number | null) => (ms === null ? '–' : formatDaySecond(ms, channel.timezone, locale))
  return (
    <DataTable
      caption={caption}
      head={
        <>
          <Th className="w-full">{head.name}</Th>
          <Th className="max-md:hidden">{head.beside}</Th>
          <Th numeric>{t('sent')}</Th>
          <Th numeric>{t('errors')}</Th>
          <Th numeric className="max-md:pr-4!">
            {t('rate')}
          </Th>
          <Th className="max-xl:hidden">{t('first')}</Th>
          <Th className="max-md:hidden">{t('last')}</Th>
          <Th className="max-md:hidden">
            <span className="sr-only">{t('ways')}</span>
          </Th>
        </>
      }
    >
      {rows.map(({ key, name, beside, tracked, sent, errors, firstAtMs, lastAtMs }) => {
        const ways =
          tracked === null ? null : (
            <Ways channelId={channel.id} tracked={tracked} firstAtMs={firstAtMs} lastAtMs={lastAtMs} nowMs={nowMs} />
          )
        return (
          <tr key={key} className="hover:bg-sunken">
            <Td className="md:max-w-0">
              {name}
              <span className="flex flex-wrap gap-x-4 text-ink-3 text-xs md:hidden">
                {beside}
                {ways}
              </span>
            </Td>
            <Td className="whitespace-nowrap text-ink-2 max-md:hidden">{beside}</Td>
            <Td numeric>{formatCount(sent)}</Td>
            <Td numeric className={errors > 0 ? 'font-semibold' : ''}>
              {formatCount(errors)}
            </Td>
            <Td numeric className="max-md:pr-4!">
              {formatRate(errors, sent)}
            </Td>
            <Td className="whitespace-nowrap text-ink-2 max-xl:hidden">{time(firstAtMs)}</Td>
            <Td className="whitespace-nowrap text-ink-2 max-md:hidden">{time(lastAtMs)}</Td>
            <Td className="max-md:hidden">{ways}</Td>
          </tr>
        )
      })}
    </DataTable>
  )
}

async function Ways({
  channelId,
  tracked,
  firstAtMs,
  lastAtMs,
  nowMs,
}: Pick<SendFigures, 'firstAtMs' | 'lastAtMs'> & { channelId: string; tracked: Tracked; nowMs: number }) {
  const t = await getTranslations('sends')
  const range =
    firstAtMs === null || lastAtMs === null
      ? {}
      : { from: firstAtMs - AROUND_MS, to: Math.max(Math.min(lastAtMs + AROUND_MS, nowMs), lastAtMs + 1) }
  const name = tracked.send ?? tracked.campaign ?? ''
  const base = `/channels/${channelId}`
  return (
    <span className="flex gap-x-4 whitespace-nowrap">
      <TextLink
        href={statisticsAddress(`${base}/statistics`, { ...range, ...tracked })}
        aria-label={t('toStatisticsOf', { name })}
        className="py-0.5"
      >
        {t('toStatistics')}
      </TextLink>
      <TextLink
        href={`${base}/attempts${attemptsSearch({ ...range, ...tracked })}`}
        aria-label={t('toAttemptsOf', { name })}
        className="py-0.5"
      >
        {t('toAttempts')}
      </TextLink>
    </span>
  )
}
