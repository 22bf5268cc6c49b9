import { useTranslations } from 'next-intl'
import { Td, Th } from '@/components/ui/data-table.tsx'
import type { DeliveryModel } from '@/lib/charts/prepare-delivery-timeline.ts'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import type { DeliverySums } from '@/lib/domain/statistics/delivery-timeline.ts'
import { formatCount, formatShare } from '@/lib/i18n/format-number.ts'
import { formatZone } from '@/lib/i18n/format-time.ts'
import { RowTime } from './row-time.tsx'
import { widthText } from './timeline-text.ts'

const COLUMNS = ['delivered', 'redelivered', 'failed', 'skipped', 'pending'] as const satisfies (keyof DeliverySums)[]
/** A phone has room for what arrived, what failed and what all of it is. */
const WIDE_ONLY: readonly string[] = ['redelivered', 'skipped', 'pending']

/** The numbers of the chart, newest first. Made on the server: it is there before the chart, and without it. */
export function DeliveryTimelineTable({ model, kind }: { model: DeliveryModel; kind: ChannelKind }) {
  const t = useTranslations('deliveryChart')
  const chart = useTranslations('chart')
  const zone = formatZone(model.timezone, model.toMs)
  const classOf = (column: string) => (WIDE_ONLY.includes(column) ? 'max-md:hidden' : '')
  return (
    <table className="data-table data-table-dense data-table-many w-full border-collapse text-sm">
      <caption className="sr-only">{t('tableCaption', { width: widthText(model.barMs, chart), zone })}</caption>
      <thead>
        <tr>
          <Th>
            {chart('time')} <span className="whitespace-nowrap">{zone}</span>
          </Th>
          <Th numeric>{t('accepted')}</Th>
          {COLUMNS.map((column) => (
            <Th key={column} numeric className={classOf(column)}>
              {t(`columns.${column}`, { kind })}
            </Th>
          ))}
          <Th numeric>{t('arrivedShare', { kind })}</Th>
        </tr>
      </thead>
      <tbody>
        {model.bars
          .flatMap((bar) => (bar.sums === null ? [] : [{ bar, sums: bar.sums }]))
          .reverse()
          .map(({ bar, sums }) => (
            <tr key={bar.startMs}>
              <RowTime model={model} bar={bar} remark={bar.state === 'filling' ? t('filling') : null} />
              <Td numeric className={sums.accepted ? 'font-semibold' : 'text-ink-3'}>
                {formatCount(sums.accepted)}
              </Td>
              {COLUMNS.map((column) => (
                <Td key={column} numeric className={`${classOf(column)} ${sums[column] ? '' : 'text-ink-3'}`}>
                  {formatCount(sums[column])}
                </Td>
              ))}
              <Td numeric className={sums.accepted ? '' : 'text-ink-3'}>
                {formatShare(sums.delivered, sums.accepted)}
              </Td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}
