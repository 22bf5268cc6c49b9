import { getLocale, getTranslations } from 'next-intl/server'
import { Panel, PanelHead } from '@/components/ui/panel.tsx'
import { type SavedTable, SaveMenu } from '@/components/ui/save-menu.tsx'
import { TextLink } from '@/components/ui/text-link.tsx'
import { guideTopicHref } from '@/lib/domain/guide.ts'
import { DELIVERED_NOTES, type DeliveredNote } from '@/lib/domain/outcome.ts'
import type { ErrorTimeline } from '@/lib/domain/statistics/report-types.ts'
import { formatCount } from '@/lib/i18n/format-number.ts'
import { formatDaySecond } from '@/lib/i18n/format-time.ts'

const LOOK: Record<DeliveredNote, string> = { minor_errors: 'bg-ink', queued: 'bg-ink-3', unreadable: 'bg-line-2' }

const countOf = (byNote: Partial<Record<DeliveredNote, number>> | undefined, note: DeliveredNote) => byNote?.[note] ?? 0

/** What Braze accepted with a remark: no errors, so in no rate and no colour of a cause. Nothing where there is none. */
export async function StatisticsRemarks({ timeline, saved }: { timeline: ErrorTimeline; saved: SavedTable }) {
  const { series, minorErrors, timezone } = timeline
  const notes = DELIVERED_NOTES.map((note) => ({
    note,
    calls: series.reduce((sum, { byNote }) => sum + countOf(byNote, note), 0),
  })).filter(({ calls }) => calls > 0)
  if (notes.length === 0) return null
  const t = await getTranslations('remarks')
  const locale = await getLocale()
  const sumOf = (byNote: (typeof series)[number]['byNote']) =>
    notes.reduce((sum, { note }) => sum + countOf(byNote, note), 0)
  const most = Math.max(...series.map(({ byNote }) => sumOf(byNote)))
  return (
    <Panel label={t('title')} className="mt-4">
      <PanelHead title={t('title')} note={t('note')}>
        {minorErrors.length === 0 ? null : <SaveMenu of={t('minorErrors')} table={saved} />}
      </PanelHead>
      <div className="px-4 pt-1 pb-4 md:px-6">
        <div aria-hidden="true" className="flex h-16 items-end border-line-2 border-b">
          {series.map(({ startMs, byNote }) => (
            <span key={startMs} className="flex h-full flex-1 flex-col-reverse px-px">
              {notes.map(({ note }) => (
                <span
                  key={note}
                  className={`[forced-color-adjust:none] ${LOOK[note]}`}
                  style={{ height: `${(100 * countOf(byNote, note)) / most}%` }}
                />
              ))}
            </span>
          ))}
        </div>
        <ul className="mt-3 grid gap-1 text-sm">
          {notes.map(({ note, calls }) => (
            <li key={note} className="flex items-center gap-2">
              <span aria-hidden="true" className={`size-3 rounded-[2px] [forced-color-adjust:none] ${LOOK[note]}`} />
              <span className="flex-1">{t(`notes.${note}`)}</span>
              <b>{formatCount(calls)}</b>
            </li>
          ))}
        </ul>
        {minorErrors.length === 0 ? null : (
          <>
            <h3 className="mt-4 mb-1 font-semibold text-sm">{t('minorErrors')}</h3>
            <ul className="grid gap-1 text-sm">
              {minorErrors.map(({ message, count }) => (
                <li key={message} className="flex gap-4">
                  {/* Braze's words, which are English. */}
                  <span lang={message === '' ? undefined : 'en'} className="min-w-0 flex-1 [overflow-wrap:anywhere]">
                    {message === '' ? t('others') : message}
                  </span>
                  <b>{formatCount(count)}</b>
                </li>
              ))}
            </ul>
          </>
        )}
        <details className="mt-3 text-sm">
          <summary className="cursor-pointer text-ink-2">{t('table')}</summary>
          <table className="mt-2 w-full text-left">
            <thead>
              <tr>
                <th scope="col">{t('from')}</th>
                {notes.map(({ note }) => (
                  <th key={note} scope="col" className="text-right">
                    {t(`notes.${note}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {series
                .filter(({ byNote }) => sumOf(byNote) > 0)
                .map(({ startMs, byNote }) => (
                  <tr key={startMs}>
                    <th scope="row" className="font-normal">
                      {formatDaySecond(startMs, timezone, locale)}
                    </th>
                    {notes.map(({ note }) => (
                      <td key={note} className="text-right">
                        {formatCount(countOf(byNote, note))}
                      </td>
                    ))}
                  </tr>
                ))}
            </tbody>
          </table>
        </details>
        <p className="mt-3 text-sm">
          <TextLink href={guideTopicHref('braze-answers')}>{t('guide')}</TextLink>
        </p>
      </div>
    </Panel>
  )
}
