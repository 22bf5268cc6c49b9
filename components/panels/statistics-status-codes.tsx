import { getTranslations } from 'next-intl/server'
import { Fragment } from 'react'
import { type StatisticsParams, statisticsAddress } from '@/components/filters/statistics-params.ts'
import { ViewLink } from '@/components/filters/view-link.tsx'
import { Panel, PanelHead } from '@/components/ui/panel.tsx'
import { type SavedTable, SaveMenu } from '@/components/ui/save-menu.tsx'
import type { StatusClass } from '@/lib/charts/rank-details.ts'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import { formatCount, formatShare } from '@/lib/i18n/format-number.ts'

const NAMED = ['1', '3', '4', '5'] as const
type Named = (typeof NAMED)[number]
const ROW = 'grid grid-cols-[40px_1fr_48px_56px] items-center gap-2 text-sm'

/**
 * What was answered instead of 2XX, by class and by code. Of Braze's 4XX and 5XX it says whose fault they are and no more:
 * their codes have names, by which the details beside this list each of them.
 */
export async function StatisticsStatusCodes({
  classes,
  kind,
  params,
  saved,
}: {
  classes: readonly StatusClass[]
  kind: ChannelKind
  params: StatisticsParams
  saved: SavedTable
}) {
  const t = await getTranslations('statistics')
  const total = classes.reduce((sum, { errors }) => sum + errors, 0)
  if (total === 0) return null
  const nameOf = (statusClass: number) => {
    if (kind === 'braze' && (statusClass === 4 || statusClass === 5)) return t(`brazeClass.${statusClass}`)
    return t(`statusClass.${NAMED.find((name): name is Named => name === String(statusClass)) ?? 'other'}`)
  }
  return (
    <Panel label={t('codesTitle')}>
      <PanelHead title={t('codesTitle')} note={t('codesNote', { count: total })}>
        <SaveMenu of={t('codesTitle')} table={saved} />
      </PanelHead>
      <ul className="px-4 pt-1 pb-4 md:px-6">
        {classes.map(({ statusClass, errors, codes }, index) => (
          <Fragment key={statusClass}>
            <li className={`${ROW} ${index ? 'mt-1 min-h-9 border-line border-t pt-1' : 'min-h-8'}`}>
              <ViewLink
                href={statisticsAddress('', {
                  ...params,
                  cause: 'error_status_code',
                  detail: `${statusClass}XX`,
                })}
                className="justify-self-start py-0.5 font-semibold underline decoration-line-2 underline-offset-3 hover:decoration-current"
              >
                {statusClass}XX
              </ViewLink>
              <span className="text-ink-2">{nameOf(statusClass)}</span>
              <b className="text-right">{formatCount(errors)}</b>
              <span className="text-right">{formatShare(errors, total)}</span>
            </li>
            {(kind === 'braze' ? [] : codes).map((code) => (
              <li key={code.detail} className={`${ROW} h-8`}>
                <ViewLink
                  href={statisticsAddress('', {
                    ...params,
                    cause: 'error_status_code',
                    detail: code.detail,
                  })}
                  className="min-w-6 justify-self-start py-0.5 underline decoration-line-2 underline-offset-3 hover:decoration-current"
                >
                  {code.detail}
                </ViewLink>
                <span className="h-2 overflow-hidden rounded-[2px] bg-sunken">
                  <span
                    className="block h-full min-w-px bg-error-status-code [forced-color-adjust:none]"
                    style={{ width: `${(100 * code.errors) / total}%` }}
                  />
                </span>
                <span className="text-right">{formatCount(code.errors)}</span>
                <span className="text-right text-ink-2">{formatShare(code.errors, total)}</span>
              </li>
            ))}
          </Fragment>
        ))}
      </ul>
    </Panel>
  )
}
