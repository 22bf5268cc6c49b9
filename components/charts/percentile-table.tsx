import { useTranslations } from 'next-intl'
import { PERCENTILES } from '@/lib/charts/prepare-response-times.ts'
import type { Percentiles } from '@/lib/domain/statistics/response-times.ts'
import { formatCount, formatMs } from '@/lib/i18n/format-number.ts'
import { PercentileName } from './percentile-swatch.tsx'

const CELL = 'whitespace-nowrap pl-2 text-right md:pl-3'

/** Successes and failures beside each other; `upright`: a column for each, in the order in which the lines lie. It is the key of the chart as well. */
export function PercentileTable({
  successes,
  failures,
  upright = false,
}: {
  successes: Percentiles
  failures: Percentiles
  upright?: boolean
}) {
  const t = useTranslations('responseTimes')
  const kinds = [
    { name: t('successes'), of: successes },
    { name: t('failures'), of: failures },
  ]
  const ms = (value: number | null) => (value === null ? '–' : formatMs(value))
  if (upright) {
    return (
      <table className="w-full border-collapse">
        <thead>
          <tr>
            <td />
            {kinds.map(({ name }) => (
              <th key={name} scope="col" className={`font-normal text-ink-2 ${CELL}`}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...PERCENTILES].reverse().map((one) => (
            <tr key={one}>
              <th scope="row" className="py-0.5 text-left font-normal">
                <PercentileName of={one} />
              </th>
              {kinds.map(({ name, of }) => (
                <td key={name} className={CELL}>
                  {ms(of[one])}
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row" className="border-line border-t text-left font-normal">
              {t('attempts')}
            </th>
            {kinds.map(({ name, of }) => (
              <td key={name} className={`border-line border-t ${CELL}`}>
                {formatCount(of.attempts)}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    )
  }
  return (
    <table className="w-full max-w-[720px] border-collapse text-sm">
      <caption className="sr-only">{t('keyCaption')}</caption>
      <thead>
        <tr className="text-ink-2 max-md:text-xs">
          <td>
            <span className="text-ink-3 md:hidden">ms</span>
          </td>
          {PERCENTILES.map((one) => (
            <th key={one} scope="col" className={`font-normal ${CELL}`}>
              <PercentileName of={one} />
            </th>
          ))}
          <th scope="col" className={`font-normal ${CELL}`}>
            {t('attempts')}
          </th>
        </tr>
      </thead>
      <tbody>
        {kinds.map(({ name, of }) => (
          <tr key={name}>
            <th scope="row" className="text-left">
              {name}
            </th>
            {PERCENTILES.map((one) => (
              <td key={one} className={CELL}>
                {of[one] === null ? (
                  <span className="text-ink-3">–</span>
                ) : (
                  <>
                    <b>{ms(of[one])}</b> <span className="text-ink-3 max-md:hidden">ms</span>
                  </>
                )}
              </td>
            ))}
            <td className={CELL}>{formatCount(of.attempts)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
