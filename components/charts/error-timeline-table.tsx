import { useTranslations } from 'next-intl'
import { Td, Th } from '@/components/ui/data-table.tsx'
import type { TimelineBar, TimelineModel } from '@/lib/charts/prepare-error-timeline.ts'
import { formatCount, formatRate } from '@/lib/i18n/format-number.ts'
import { formatZone } from '@/lib/i18n/format-time.ts'
import { RowTime } from './row-time.tsx'
import { SeriesName } from './series-name.tsx'
import { widthText } from './timeline-text.ts'

/** The numbers of the chart, newest first. Made on the server: it is there before the chart, and without it. */
export function ErrorTimelineTable({ model, filtered }: { model: TimelineModel; filtered: boolean }) {
  const t = useTranslations('chart')
  const zone = formatZone(model.timezone, model.toMs)
  return (
    <table className="data-table data-table-dense w-full border-collapse text-sm">
      <caption className="sr-only">{t('tableCaption', { width: widthText(model.barMs, t), zone })}</caption>
      <thead>
        <tr>
          <Th>
            {t('time')} <span className="whitespace-nowrap">{zone}</span>
          </Th>
          {model.series.map((series, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its place in the stack
            <Th key={index} numeric className="max-md:hidden">
              <SeriesName series={series} />
            </Th>
          ))}
          <Th numeric>{t('errors')}</Th>
          <Th numeric>{t('attempts')}</Th>
          <Th numeric>{filtered ? t('rateShown') : t('rate')}</Th>
        </tr>
      </thead>
      <tbody>
        {model.bars
          .filter(({ state }) => state !== 'future')
          .reverse()
          .map((bar) => (
            <Row key={bar.startMs} bar={bar} model={model} />
          ))}
      </tbody>
    </table>
  )
}

function Row({ bar, model }: { bar: TimelineBar; model: TimelineModel }) {
  const t = useTranslations('chart')
  const { counts, errors, attempts } = bar
  const remark = bar.state === 'filling' ? t('filling') : bar.state === 'partial' ? t('offPartly') : null
  return (
    <tr>
      <RowTime model={model} bar={bar} remark={remark} />
      {counts === null || errors === null || attempts === null ? (
        <Td colSpan={model.series.length + 3} className="text-ink-3">
          {t('offRow')}
        </Td>
      ) : (
        <>
          {counts.map((count, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its place in the stack
            <Td key={index} numeric className={`max-md:hidden ${count ? '' : 'text-ink-3'}`}>
              {formatCount(count)}
            </Td>
          ))}
          <Td numeric className={errors ? 'font-semibold' : 'text-ink-3'}>
            {formatCount(errors)}
          </Td>
          <Td numeric>{formatCount(attempts)}</Td>
          <Td numeric className={errors ? '' : 'text-ink-3'}>
            {formatRate(errors, attempts)}
          </Td>
        </>
      )}
    </tr>
  )
}
