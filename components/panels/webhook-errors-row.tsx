import { getTranslations } from 'next-intl/server'
import { Td } from '@/components/ui/data-table.tsx'
import { QuietLink } from '@/components/ui/quiet-link.tsx'
import { ROW_LINK, WHOLE_ROW } from '@/components/ui/row-link.ts'
import { Swatch } from '@/components/ui/swatch.tsx'
import { Tag } from '@/components/ui/tag.tsx'
import { lineDate, lineTime, type WebhookErrorRow } from '@/lib/domain/statistics/webhook-errors.ts'
import { MINUTE_MS } from '@/lib/domain/statistics/zone-days.ts'
import { formatCount } from '@/lib/i18n/format-number.ts'

/** One minute, cause and detail of LINE's table; its date stands back where the row above has the same. */
export async function WebhookErrorsRow({
  row,
  above,
  nowMs,
  imported,
  href,
}: {
  row: WebhookErrorRow
  above: WebhookErrorRow | undefined
  nowMs: number
  /** There are no attempts that it could lead to. */
  imported: boolean
  href: string
}) {
  const t = await getTranslations('webhookErrors')
  const { minuteMs, firstAtMs, lastAtMs, cause, detail, errors } = row
  const date = lineDate(firstAtMs)
  const again = above !== undefined && lineDate(above.firstAtMs) === date
  return (
    <tr className="relative hover:bg-sunken">
      <Td className={`whitespace-nowrap ${again ? 'text-ink-3' : ''}`}>
        <span className="max-md:hidden">{date}</span>
        <span className="md:hidden">{date.slice(5)}</span>
      </Td>
      <Td className="whitespace-nowrap">
        {lineTime(firstAtMs)}
        <span className="md:hidden">{untilShort(firstAtMs, lastAtMs)}</span>
      </Td>
      <Td className="whitespace-nowrap max-md:hidden">{lineTime(lastAtMs)}</Td>
      <Td className="whitespace-nowrap max-md:hidden print:table-cell">
        <span lang="en" className="inline-flex items-center gap-2">
          <Swatch cause={cause} />
          {cause}
        </span>
      </Td>
      <Td className="max-md:pr-0!">
        <span className="flex items-center gap-x-2 max-md:items-start max-md:gap-x-1.5">
          <Swatch cause={cause} className="mt-[5px] flex-none md:hidden print:hidden" />
          <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
            {imported ? (
              <span lang="en">
                {detail}
                <span className="sr-only md:hidden"> ({cause})</span>
              </span>
            ) : (
              <QuietLink {...ROW_LINK} href={href} lang="en" className={`${WHOLE_ROW} hover:underline`}>
                {detail}
                <span className="sr-only md:hidden"> ({cause})</span>
              </QuietLink>
            )}
            {imported ? <Tag className="whitespace-nowrap">{t('imported')}</Tag> : null}
            {minuteMs + MINUTE_MS > nowMs ? <Tag className="whitespace-nowrap">{t('filling')}</Tag> : null}
          </span>
        </span>
      </Td>
      <Td numeric className="font-semibold max-md:pr-4!">
        {formatCount(errors)}
      </Td>
    </tr>
  )
}

/** On a phone, where the end has no column: its seconds alone when the minute is that of the start. */
function untilShort(firstAtMs: number, lastAtMs: number): string {
  const [first, last] = [lineTime(firstAtMs), lineTime(lastAtMs)]
  if (first === last) return ''
  return `–${first.slice(0, 5) === last.slice(0, 5) ? last.slice(6) : last}`
}
