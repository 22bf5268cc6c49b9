import { useTranslations } from 'next-intl'
import { Td, Th } from '@/components/ui/data-table.tsx'
import { PERCENTILES, type Percentile, type ResponseTimesModel } from '@/lib/charts/prepare-response-times.ts'
import type { Percentiles } from '@/lib/domain/statistics/response-times.ts'
import { formatCount, formatMs } from '@/lib/i18n/format-number.ts'
import { formatZone } from '@/lib/i18n/format-time.ts'
import { PERCENTILE_NAME } from './percentile-line.ts'
import { RowTime } from './row-time.tsx'
import { widthText } from './timeline-text.ts'

/** A phone has room for the middle and the slow end of successes, and for how many failed. */
const classOf = (kind: 'successes' | 'failures', of: Percentile) =>
  kind === 'failures' || of === 'p99Ms' ? 'max-md:hidden' : ''

/** The numbers of the chart, newest first. Made on the server: it is there before the chart, and without it. */
export function ResponseTimesTable({ model }: { model: ResponseTimesModel }) {
  const t = useTranslations('responseTimes')
  const chart = useTranslations('chart')
  const zone = formatZone(model.timezone, model.toMs)
  return (
    <table className="data-table data-table-dense data-table-many w-full border-collapse text-sm">
      <caption className="sr-only">{t('tableCaption', { width: widthText(model.barMs, chart), zone })}</caption>
      <thead>
        <tr>
          <Th>
            {chart('time')} <span className="whitespace-nowrap">{zone}</span>
          </Th>
          {(['successes', 'failures'] as const).flatMap((kind) => [
            ...PERCENTILES.map((of) => (
              <Th key={`${kind} ${of}`} numeric className={classOf(kind, of)}>
                {t(kind)} {PERCENTILE_NAME[of]} <span className="whitespace-nowrap max-md:hidden">(ms)</span>
              </Th>
            )),
            <Th key={kind} numeric>
              {t(`${kind}Count`)}
            </Th>,
          ])}
        </tr>
      </thead>
      <tbody>
        {model.bars
          .filter(({ state }) => state !== 'future')
          .reverse()
          .map((bar) => (
            <tr key={bar.startMs}>
              <RowTime
                model={model}
                bar={bar}
                remark={
                  bar.state === 'filling' ? chart('filling') : bar.state === 'partial' ? chart('offPartly') : null
                }
              />
              {bar.successes === null || bar.failures === null ? (
                <Td colSpan={8} className="text-ink-3">
                  {t('offRow')}
                </Td>
              ) : (
                <>
                  <Cells kind="successes" of={bar.successes} />
                  <Cells kind="failures" of={bar.failures} />
                </>
              )}
            </tr>
          ))}
      </tbody>
    </table>
  )
}

function Cells({ kind, of }: { kind: 'successes' | 'failures'; of: Percentiles }) {
  return (
    <>
      {PERCENTILES.map((one) => {
        const ms = of[one]
        return (
          <Td key={one} numeric className={`${classOf(kind, one)} ${ms === null ? 'text-ink-3' : ''}`}>
            {ms === null ? '–' : formatMs(ms)}
          </Td>
        )
      })}
      <Td numeric className={of.attempts ? '' : 'text-ink-3'}>
        {formatCount(of.attempts)}
      </Td>
    </>
  )
}
