import { getLocale, getTranslations } from 'next-intl/server'
import { attemptsAddress } from '@/components/charts/attempts-address.ts'
import { type StatisticsParams, statisticsAddress } from '@/components/filters/statistics-params.ts'
import { ViewLink } from '@/components/filters/view-link.tsx'
import { DataTable, Td, Th } from '@/components/ui/data-table.tsx'
import { Panel, PanelHead } from '@/components/ui/panel.tsx'
import { QuietLink } from '@/components/ui/quiet-link.tsx'
import { type SavedTable, SaveMenu } from '@/components/ui/save-menu.tsx'
import { CAUSE_BACKGROUND, Swatch } from '@/components/ui/swatch.tsx'
import { Tag } from '@/components/ui/tag.tsx'
import { TextLink } from '@/components/ui/text-link.tsx'
import type { RankedDetail } from '@/lib/charts/rank-details.ts'
import { guideHref } from '@/lib/domain/guide.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'
import { formatCount, formatShare } from '@/lib/i18n/format-number.ts'
import { formatDaySecond } from '@/lib/i18n/format-time.ts'
import { guideOf } from '@/lib/i18n/guide/guide.ts'
import { detailGloss } from './detail-gloss.ts'

type Props = {
  channelId: string
  details: readonly RankedDetail[]
  /** Of which the details are. */
  range: TimeRange
  params: StatisticsParams
  timezone: string
  timeoutMs: number
  saved: SavedTable
}

/** Which details, most first: how many, how much of all, when first and last. A press counts only that one, one on its count leads to its attempts. */
export async function StatisticsDetails({ channelId, details, range, params, timezone, timeoutMs, saved }: Props) {
  const { zone, send, campaign } = params
  const t = await getTranslations('statistics')
  const locale = await getLocale()
  const glossOf = await detailGloss(timeoutMs)
  const total = details.reduce((sum, { errors }) => sum + errors, 0)
  if (total === 0) return null
  return (
    <Panel>
      <PanelHead title={t('detailsTitle')} note={t('detailsNote', { count: details.length })}>
        <SaveMenu of={t('detailsTitle')} table={saved} />
      </PanelHead>
      <DataTable
        caption={t('detailsTitle')}
        className="mt-1"
        head={
          <>
            <Th className="w-full">{t('detail')}</Th>
            <Th numeric>{t('count')}</Th>
            <Th numeric>{t('share')}</Th>
            <Th className="max-md:hidden">{t('first')}</Th>
            <Th className="max-md:hidden">{t('last')}</Th>
          </>
        }
      >
        {details.map(({ cause, detail, errors, firstAtMs, lastAtMs, lasting }) => {
          const chosen = params.detail === detail
          return (
            <tr key={`${cause} ${detail}`} data-selected={chosen || undefined} className="hover:bg-sunken">
              <Td className="md:max-w-0">
                <span className="grid grid-cols-[10px_1fr] gap-x-2">
                  <Swatch cause={cause} className="mt-[7px]" />
                  <span className="flex min-w-0 flex-wrap items-center gap-x-2">
                    <ViewLink
                      href={statisticsAddress('', {
                        ...params,
                        cause: chosen ? params.cause : cause,
                        detail: chosen ? null : detail,
                      })}
                      aria-current={chosen ? 'true' : undefined}
                      title={chosen ? t('allDetails') : t('onlyDetail')}
                      lang="en"
                      className="min-w-6 py-0.5 font-semibold no-underline hover:underline"
                    >
                      {detail}
                    </ViewLink>
                    <TextLink href={guideHref(detail)} className="py-1 text-ink-3 text-xs max-md:hidden">
                      {glossOf(detail) || guideOf(locale).words.title}
                    </TextLink>
                    {lasting ? <Tag live>{t('lasting')}</Tag> : null}
                  </span>
                </span>
              </Td>
              <Td numeric className="font-semibold">
                <QuietLink
                  href={attemptsAddress(channelId, range, { cause, detail, zone, send, campaign })}
                  aria-label={t('countToAttempts', { count: errors })}
                  title={t('countToAttempts', { count: errors })}
                  className="inline-flex min-h-6 min-w-6 items-center justify-end underline decoration-line-2 underline-offset-3 hover:decoration-current"
                >
                  {formatCount(errors)}
                </QuietLink>
              </Td>
              <Td numeric>
                <span className="inline-grid grid-cols-[96px_48px] items-center gap-2 max-md:block">
                  <span className="h-2 overflow-hidden rounded-[2px] bg-sunken max-md:hidden">
                    <span
                      className={`block h-full min-w-px [forced-color-adjust:none] ${CAUSE_BACKGROUND[cause]}`}
                      style={{ width: `${(100 * errors) / total}%` }}
                    />
                  </span>
                  {formatShare(errors, total)}
                </span>
              </Td>
              <Td className="whitespace-nowrap max-md:hidden">{formatDaySecond(firstAtMs, timezone, locale)}</Td>
              <Td className="whitespace-nowrap max-md:hidden">{formatDaySecond(lastAtMs, timezone, locale)}</Td>
            </tr>
          )
        })}
      </DataTable>
    </Panel>
  )
}
