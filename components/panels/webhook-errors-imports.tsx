import { getTranslations } from 'next-intl/server'
import { buttonClass } from '@/components/ui/button.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { QuietLink } from '@/components/ui/quiet-link.tsx'
import type { ChannelView } from '@/lib/domain/channel.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { listImports } from '@/lib/reports/imports.ts'

/** The way to where a file of LINE's console is read into the history; nothing for a channel that LINE does not know. */
export async function WebhookErrorsImports({ ctx, channel }: { ctx: ReportContext; channel: ChannelView }) {
  if (channel.kind !== 'line') return null
  const t = await getTranslations('webhookErrors')
  const { length: count } = await listImports(ctx, channel)
  return (
    <Panel label={t('imports')} className="px-4 pt-4 pb-5 md:px-6">
      <h2 className="text-lg">{t('imports')}</h2>
      <p className="mt-1 text-ink-2 text-sm">{t('importsSay')}</p>
      <p className="mt-4 flex flex-wrap items-center gap-x-3 gap-y-1">
        <QuietLink href={`/channels/${channel.id}/webhook-errors/imports`} className={buttonClass()}>
          {t('importsOpen')}
        </QuietLink>
        {count === 0 ? null : <span className="text-ink-2 text-sm">{t('importsCount', { count })}</span>}
      </p>
    </Panel>
  )
}
