import { getTranslations } from 'next-intl/server'
import { Fragment } from 'react'
import { Icon } from '@/components/ui/icon.tsx'
import { Panel, PanelHead } from '@/components/ui/panel.tsx'
import { SaveMenu } from '@/components/ui/save-menu.tsx'
import { Swatch } from '@/components/ui/swatch.tsx'
import { TextLink } from '@/components/ui/text-link.tsx'
import { guideHref } from '@/lib/domain/guide.ts'
import { PRACTICE_CASES } from '@/lib/domain/practice-cases.ts'
import { ALL_LABELS, causeOfLabel } from '@/lib/domain/taxonomy.ts'
import { formatCount } from '@/lib/i18n/format-number.ts'

/** What the practice bot can produce, in the taxonomy's order. */
const PRACTISED = ALL_LABELS.filter((label) =>
  PRACTICE_CASES.some(({ expected }) => expected !== 'delivered' && expected.detail === label),
)

/** The labels that happened, with counts, and those that did not; the statuses in one row. */
export async function PracticeFailures({ byDetail, waiting }: { byDetail: Record<string, number>; waiting: boolean }) {
  const t = await getTranslations('practice')
  const statuses = Object.entries(byDetail)
    .filter(([detail]) => /^\d/.test(detail))
    .sort((a, b) => b[1] - a[1])
  const title = t(waiting ? 'failures' : 'failuresOver')
  const statusCount = statuses.reduce((sum, [, count]) => sum + count, 0)
  return (
    <Panel className="mt-4">
      <PanelHead title={title} note={t('kindsSeen', { count: Object.keys(byDetail).length })} className="pb-2">
        {waiting || Object.keys(byDetail).length === 0 ? null : (
          <SaveMenu of={title} table={{ path: '/api/v1/practice' }} />
        )}
      </PanelHead>
      <ul className="grid pb-3 md:grid-cols-2">
        {PRACTISED.map((label) => {
          const count = byDetail[label] ?? 0
          return (
            <li
              key={label}
              className={`grid min-h-8 grid-cols-[16px_10px_1fr_auto] items-center gap-2 px-4 text-sm md:px-6 ${count ? '' : 'text-ink-3'}`}
            >
              <span className={count ? 'text-ok' : ''}>
                <Icon name={count ? 'check' : waiting ? 'watch' : 'minus'} />
              </span>
              <Swatch cause={causeOfLabel(label) ?? 'unclassified'} />
              <TextLink href={guideHref(label)} lang="en" className="justify-self-start py-0.5">
                {label}
              </TextLink>
              <span>{count ? t('times', { count: formatCount(count) }) : t('notYet')}</span>
            </li>
          )
        })}
      </ul>
      <p className="grid min-h-10 grid-cols-[16px_10px_1fr_auto] items-start gap-2 border-line border-t px-4 py-2 text-sm md:px-6">
        <span className={`grid h-5 items-center ${statusCount ? 'text-ok' : 'text-ink-3'}`}>
          <Icon name={statusCount ? 'check' : waiting ? 'watch' : 'minus'} />
        </span>
        <span className="grid h-5 items-center">
          <Swatch cause="error_status_code" />
        </span>
        <span>
          <TextLink href={guideHref('error_status_code')}>{t('statuses')}</TextLink>{' '}
          <span className="text-ink-3">
            {statuses.map(([status, count], index) => (
              <Fragment key={status}>
                {index === 0 ? '' : ', '}
                <span className="whitespace-nowrap">{`${status} × ${count}`}</span>
              </Fragment>
            ))}
          </span>
        </span>
        <span className={statusCount ? '' : 'text-ink-3'}>
          {statusCount ? t('times', { count: formatCount(statusCount) }) : t('notYet')}
        </span>
      </p>
    </Panel>
  )
}
