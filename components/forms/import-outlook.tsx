'use client'

import { useLocale, useTranslations } from 'next-intl'
import { DataTable, Td, Th } from '@/components/ui/data-table.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { Swatch } from '@/components/ui/swatch.tsx'
import { type ImportPreview, LEFT_OUT_COUNTS } from '@/lib/domain/import-preview.ts'
import { LINE_ZONE } from '@/lib/domain/statistics/webhook-errors.ts'
import { formatCount } from '@/lib/i18n/format-number.ts'
import { formatRange } from '@/lib/i18n/format-time.ts'

type Stretch = { from: string; to: string }

/** A preview as the API answers it: times as ISO 8601. */
export type Outlook = Stretch & { periods: Stretch[] } & Pick<
    ImportPreview,
    'rows' | 'errors' | 'causes' | 'leftOut' | 'lines'
  >

const MOST_PERIODS = 6

/** What an import would add, and what it would leave out and why. */
export function ImportOutlook({ outlook, nowMs }: { outlook: Outlook; nowMs: number }) {
  const t = useTranslations('imports')
  const locale = useLocale()
  const { rows, errors, causes, periods, leftOut, lines } = outlook
  const left = LEFT_OUT_COUNTS.filter((why) => leftOut[why] > 0)
  const leftSum = left.reduce((sum, why) => sum + leftOut[why], 0)
  const rangeText = ({ from, to }: Stretch) =>
    formatRange({ fromMs: Date.parse(from), toMs: Date.parse(to) }, nowMs, LINE_ZONE, locale)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <section aria-label={t('adds')}>
        <h3 className="font-semibold">{t('adds')}</h3>
        {periods.length === 0 ? (
          <p className="mt-1 flex gap-2 text-sm">
            <Icon name="off" className="mt-0.5" />
            {t('nothingNew')}
          </p>
        ) : (
          <>
            <p className="mt-1">
              <b className="text-xl">{t('rowCount', { rows })}</b>
              <span className="ml-3 text-ink-2 text-sm">{t('errorCount', { errors })}</span>
            </p>
            <p className="mt-2 text-ink-2 text-sm">{t('periods')}</p>
            <ul className="text-sm">
              {periods.slice(0, MOST_PERIODS).map((period) => (
                <li key={period.from}>{rangeText(period)}</li>
              ))}
              {periods.length > MOST_PERIODS ? <li>{t('more', { count: periods.length - MOST_PERIODS })}</li> : null}
            </ul>
          </>
        )}
      </section>
      {causes.length === 0 ? null : (
        <DataTable
          caption={t('byDetail')}
          dense
          className="max-w-[560px] [&_:is(th,td):first-child]:pl-0!"
          head={
            <>
              <Th className="w-full">{t('detail')}</Th>
              <Th numeric>{t('rows')}</Th>
              <Th numeric>{t('errors')}</Th>
            </>
          }
        >
          {causes.flatMap(({ cause, details }) =>
            details.map((one) => (
              <tr key={`${cause} ${one.detail}`}>
                <Td>
                  <span lang="en" className="flex items-center gap-2">
                    <Swatch cause={cause} />
                    {one.detail}
                    <span className="text-ink-3 text-xs max-md:hidden">{cause}</span>
                  </span>
                </Td>
                <Td numeric>{formatCount(one.rows)}</Td>
                <Td numeric>{formatCount(one.errors)}</Td>
              </tr>
            )),
          )}
        </DataTable>
      )}
      {left.length === 0 ? null : (
        <section aria-label={t('leftOut')}>
          <h3 className="font-semibold">{t('leftOutCount', { count: leftSum })}</h3>
          <ul className="mt-1 grid gap-1 text-sm">
            {left.map((why) => (
              <li key={why} className="flex gap-3">
                <b className="min-w-[4ch] text-right">{formatCount(leftOut[why])}</b>
                <span>{t(`why.${why}`)}</span>
              </li>
            ))}
          </ul>
          <details className="mt-2 text-sm">
            <summary className="cursor-pointer text-ink-2">{t('showLines')}</summary>
            <DataTable
              caption={t('leftOutLines')}
              dense
              className="mt-1 [&_:is(th,td):first-child]:pl-0!"
              head={
                <>
                  <Th numeric>{t('line')}</Th>
                  <Th>{t('reason')}</Th>
                  <Th className="w-full">{t('content')}</Th>
                </>
              }
            >
              {lines.map(({ line, why, text }) => (
                <tr key={line}>
                  <Td numeric>{line}</Td>
                  <Td className="whitespace-nowrap">{t(`lineWhy.${why}`)}</Td>
                  <Td className="text-ink-2 [overflow-wrap:anywhere]">{text}</Td>
                </tr>
              ))}
            </DataTable>
            {leftSum > lines.length ? (
              <p className="mt-1 text-ink-3">{t('firstLines', { count: lines.length })}</p>
            ) : null}
          </details>
        </section>
      )}
    </div>
  )
}
