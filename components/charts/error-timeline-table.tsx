import { useLocale, useTranslations } from 'next-intl'
import { Td, Th } from '@/components/ui/data-table.tsx'
import type { TimelineBar, TimelineModel } from '@/lib/charts/prepare-error-timeline.ts'
import { formatCount } from '@/lib/i18n/format-number.ts'
import { formatZone } from '@/lib/i18n/format-time.ts'
import { RowTime } from './row-time.tsx'
import { SeriesName } from './series-name.tsx'
import { beforeRangeText, rateText, remarkOf, widthText } from './timeline-text.ts'

/** The numbers of the chart, newest first. Made on the server: it is there before the chart, and without it. */
export function ErrorTimelineTable({ model, filtered }: { model: TimelineModel; filtered: boolean }) {
  const t = useTranslations('chart')
  const locale = useLocale()
  const zone = formatZone(model.timezone, model.toMs)
  return (
    <table className="data-table data-table-dense data-table-many w-full border-collapse text-sm">
      <caption className="sr-only">
        {[
          t('tableCaption', { width: widthText(model.barMs, t), zone }),
          model.before === null ? null : beforeRangeText(model.before, model.timezone, locale, t),
        ]
          .filter(Boolean)
          .join(t('comma'))}
      </caption>
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
          {model.before === null ? null : (
            <>
              <Th numeric className="border-line border-l">
                {t('beforeErrors')}
              </Th>
              <Th numeric>{t('beforeRate')}</Th>
            </>
          )}
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
  const { counts, errors, attempts, before } = bar
  return (
    <tr>
      <RowTime model={model} bar={bar} remark={remarkOf(bar, t)} />
      {counts === null || errors === null ? (
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
          <Td numeric>{attempts === null ? t('unknown') : formatCount(attempts)}</Td>
          <Td numeric className={errors ? '' : 'text-ink-3'}>
            {rateText(errors, attempts)}
          </Td>
        </>
      )}
      {before === null ? null : (
        <>
          <Td numeric className="border-line border-l text-ink-2">
            {before.errors === null ? t('unknown') : formatCount(before.errors)}
          </Td>
          <Td numeric className="text-ink-2">
            {rateText(before.errors, before.attempts)}
          </Td>
        </>
      )}
    </tr>
  )
}
