import { getTranslations } from 'next-intl/server'
import { SendTestForm } from '@/components/forms/send-test-form.tsx'
import { BackLink } from '@/components/ui/back-link.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { TextLink } from '@/components/ui/text-link.tsx'
import { type Actor, mayOn } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { exampleLineBody } from '@/lib/domain/line-event-body.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { deliveryQueue } from '@/lib/reports/delivery-queue.ts'

/** Sends a LINE event of one's choice to the channel; says before what would keep it from arriving. */
export async function SendTestPanel({
  ctx,
  actor,
  channel,
}: {
  ctx: ReportContext
  actor: Actor
  channel: ChannelView
}) {
  const t = await getTranslations('sendTest')
  const mayTry = channel.kind === 'line' && mayOn(actor, 'deliveries:write', channel.no)
  const { suspendedAtMs } = await deliveryQueue(ctx, channel)
  const warning = !channel.useWebhook
    ? 'offWarn'
    : channel.webhookUrl === null
      ? 'noUrlWarn'
      : suspendedAtMs !== null
        ? 'suspendedWarn'
        : null
  const text = exampleLineBody('textMessage', ctx.now(), Math.random)
  return (
    <>
      <BackLink href={`/channels/${channel.id}/deliveries`}>{t('back')}</BackLink>
      <Panel label={t('title')} className="mt-2 max-w-[1040px] px-4 py-4 md:px-6 md:py-6">
        <h2 className="text-lg">{t('title')}</h2>
        {channel.kind === 'line' ? <p className="mt-1 mb-4 text-ink-2 text-sm">{t('lead')}</p> : null}
        {mayTry ? (
          <>
            {warning === null ? null : (
              <p className="mb-4 flex gap-1.5 text-sm">
                <Icon name="alert" className="mt-0.5 text-alert" />
                <span>
                  {t(warning)}{' '}
                  {warning === 'suspendedWarn' ? null : (
                    <TextLink href={`/channels/${channel.id}/settings`}>{t('toSettings')}</TextLink>
                  )}
                </span>
              </p>
            )}
            <ClientMessages namespaces={['sendTest', 'deliveries']}>
              <SendTestForm channelId={channel.id} first={{ type: 'textMessage', text }} />
            </ClientMessages>
          </>
        ) : (
          <p className="mt-1 text-sm">
            {channel.kind === 'line' ? (
              t('readOnly')
            ) : (
              <>
                {t('lineOnly')} <TextLink href={`/channels/${channel.id}/settings`}>{t('toSettings')}</TextLink>
              </>
            )}
          </p>
        )}
      </Panel>
    </>
  )
}
