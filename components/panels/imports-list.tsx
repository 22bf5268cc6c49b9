import { getLocale, getTranslations } from 'next-intl/server'
import { Fragment } from 'react'
import { UndoImport } from '@/components/forms/undo-import.tsx'
import { DataTable, Td, Th } from '@/components/ui/data-table.tsx'
import { Panel, PanelHead } from '@/components/ui/panel.tsx'
import { SaveMenu } from '@/components/ui/save-menu.tsx'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { LINE_ZONE } from '@/lib/domain/statistics/webhook-errors.ts'
import { formatCount } from '@/lib/i18n/format-number.ts'
import { formatDaySecond, formatRange } from '@/lib/i18n/format-time.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { listImports } from '@/lib/reports/imports.ts'

/** Who imported what and when, newest first; each can be taken back. */
export async function ImportsList({
  ctx,
  channel,
  mayChange,
}: {
  ctx: ReportContext
  channel: ChannelView
  mayChange: boolean
}) {
  const t = await getTranslations('imports')
  const locale = await getLocale()
  const nowMs = ctx.now()
  const imports = await listImports(ctx, channel)
  if (imports.length === 0) return null
  return (
    <Panel label={t('list')} className="mt-4">
      <PanelHead title={t('list')} note={t('listNote')} className="pb-2">
        <SaveMenu
          of={t('list')}
          table={{ path: `/api/v1/channels/${channel.id}/imports`, query: { timezone: LINE_ZONE } }}
        />
      </PanelHead>
      <DataTable
        caption={t('listCaption')}
        head={
          <>
            <Th>{t('file')}</Th>
            <Th>{t('covers')}</Th>
            <Th numeric className="max-md:hidden">
              {t('rows')}
            </Th>
            <Th numeric className="max-md:hidden">
              {t('errors')}
            </Th>
            <Th className="max-md:hidden">{t('importedAt')}</Th>
            <Th className="max-md:hidden">{t('importedBy')}</Th>
            {mayChange ? (
              <Th>
                <span className="sr-only">{t('undo')}</span>
              </Th>
            ) : null}
          </>
        }
      >
        {imports.map((one) => {
          const covers = formatRange(one, nowMs, LINE_ZONE, locale)
          return (
            <tr key={one.id}>
              <Td className="[overflow-wrap:anywhere] md:min-w-[160px]">{one.fileName ?? '–'}</Td>
              <Td className="md:whitespace-nowrap">
                {/* On a phone it breaks at the dash. */}
                {covers.split(/(?<=–) /).map((part) => (
                  <Fragment key={part}>
                    <span className="whitespace-nowrap">{part}</span>{' '}
                  </Fragment>
                ))}
              </Td>
              <Td numeric className="max-md:hidden">
                {formatCount(one.rows)}
              </Td>
              <Td numeric className="max-md:hidden">
                {formatCount(one.errors)}
              </Td>
              <Td className="whitespace-nowrap max-md:hidden">
                <time dateTime={new Date(one.importedAtMs).toISOString()}>
                  {formatDaySecond(one.importedAtMs, LINE_ZONE, locale)}
                </time>
              </Td>
              <Td className="whitespace-nowrap max-md:hidden">{one.byName ?? one.importedBy}</Td>
              {mayChange ? (
                <Td className="text-right">
                  <UndoImport channelId={channel.id} importId={one.id} rows={one.rows} covers={covers} />
                </Td>
              ) : null}
            </tr>
          )
        })}
      </DataTable>
    </Panel>
  )
}
