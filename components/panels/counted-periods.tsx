import { getLocale, getTranslations } from 'next-intl/server'
import { DataTable, Td, Th } from '@/components/ui/data-table.tsx'
import { SaveMenu } from '@/components/ui/save-menu.tsx'
import { Tag } from '@/components/ui/tag.tsx'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { formatDaySecond } from '@/lib/i18n/format-time.ts'
import { aggregationPeriods } from '@/lib/reports/aggregation-periods.ts'
import type { ReportContext } from '@/lib/reports/context.ts'

const SHOWN = 20

/** When both switches were on, or a file was imported for it, newest first. What lies between was not counted. */
export async function CountedPeriods({ ctx, channel }: { ctx: ReportContext; channel: ChannelView }) {
  const t = await getTranslations('settings')
  const locale = await getLocale()
  const periods = (await aggregationPeriods(ctx, channel)).slice(-SHOWN).reverse()
  if (periods.length === 0) return <p className="text-ink-2 text-sm">{t('periodsNone')}</p>
  const time = (ms: number) => (
    <time dateTime={new Date(ms).toISOString()} className="whitespace-nowrap">
      {formatDaySecond(ms, channel.timezone, locale)}
    </time>
  )
  return (
    <DataTable
      caption={t('periods')}
      className="-mt-2 [&_:is(th,td):first-child]:pl-0! [&_:is(th,td):last-child]:pr-0!"
      head={
        <>
          <Th>{t('from')}</Th>
          <Th>{t('to')}</Th>
          <Th>{t('endedBy')}</Th>
          <Th className="py-1! text-right">
            <SaveMenu
              of={t('periods')}
              table={{
                path: `/api/v1/channels/${channel.id}/aggregation-periods`,
                query: { timezone: channel.timezone },
              }}
            />
          </Th>
        </>
      }
    >
      {periods.map(({ fromMs, toMs, endReason, importId }) => (
        <tr key={fromMs}>
          <Td>{time(fromMs)}</Td>
          <Td>{toMs === null ? <Tag>{t('counting')}</Tag> : time(toMs)}</Td>
          <Td colSpan={2} className="text-ink-2">
            {importId !== undefined ? t('reasons.imported') : endReason === null ? '–' : t(`reasons.${endReason}`)}
          </Td>
        </tr>
      ))}
    </DataTable>
  )
}
