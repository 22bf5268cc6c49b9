import { getTranslations } from 'next-intl/server'
import { ImportFile } from '@/components/forms/import-file.tsx'
import { BackLink } from '@/components/ui/back-link.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { type Actor, mayOn } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { ImportsList } from './imports-list.tsx'

/** A file of LINE's console into the history of a channel, and those that were imported before. */
export async function ImportsPage({ ctx, actor, channel }: { ctx: ReportContext; actor: Actor; channel: ChannelView }) {
  const t = await getTranslations('imports')
  const mayChange = mayOn(actor, 'channel:manage', channel.no)
  return (
    <ClientMessages namespaces={['imports']}>
      <BackLink href={`/channels/${channel.id}/webhook-errors`}>{t('back')}</BackLink>
      <Panel label={t('title')} className="mt-2 px-4 pt-4 pb-5 md:px-6">
        <h2 className="text-lg">{t('title')}</h2>
        {channel.kind === 'line' ? (
          <>
            <p className="mt-1 max-w-[100ch] text-ink-2 text-sm leading-[22px]">{t('say')}</p>
            <p className="mt-2 flex max-w-[100ch] gap-2 text-ink-2 text-sm leading-[22px]">
              <Icon name="off" className="mt-[3px]" />
              <span>{t('errorsOnly')}</span>
            </p>
            {mayChange ? (
              <ImportFile channelId={channel.id} nowMs={ctx.now()} />
            ) : (
              <p className="mt-4 text-ink-2 text-sm">{t('readOnly')}</p>
            )}
          </>
        ) : (
          <EmptyState title={t('lineOnly')}>{t('lineOnlySay')}</EmptyState>
        )}
      </Panel>
      <ImportsList ctx={ctx} channel={channel} mayChange={mayChange} />
    </ClientMessages>
  )
}
