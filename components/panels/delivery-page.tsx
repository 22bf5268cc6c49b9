import { getTranslations } from 'next-intl/server'
import { AutoRefresh } from '@/components/ui/auto-refresh.tsx'
import { BackLink } from '@/components/ui/back-link.tsx'
import { BodyView } from '@/components/ui/body-view.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { CopyLinkButton } from '@/components/ui/copy-link-button.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { SaveMenu } from '@/components/ui/save-menu.tsx'
import { type Actor, mayOn } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { eventIdsOf } from '@/lib/domain/event-ids.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { deliveryQueue } from '@/lib/reports/delivery-queue.ts'
import { DeliveryAgain } from './delivery-again.tsx'
import { DeliveryFacts } from './delivery-facts.tsx'
import { DeliveryTimeline } from './delivery-timeline.tsx'
import { DeliveryVerdict } from './delivery-verdict.tsx'
import { findDelivery } from './find-delivery.ts'

/** A pending delivery is looked at again this often. */
const FOLLOW_MS = 2_000

/** JSON is laid out to be read; anything else stays as it was. */
function layOut(body: string): string | null {
  try {
    const pretty = JSON.stringify(JSON.parse(body), null, 2)
    return pretty === body ? null : pretty
  } catch {
    return null
  }
}

/** One delivery: what became of it first, then its way, what was sent, and what sending it again would mean. */
export async function DeliveryPage({
  ctx,
  actor,
  channel,
  deliveryId,
}: {
  ctx: ReportContext
  actor: Actor
  channel: ChannelView
  deliveryId: string
}) {
  const t = await getTranslations('delivery')
  const found = await findDelivery(ctx, actor, channel, deliveryId)
  const back = <BackLink href={`/channels/${channel.id}/deliveries`}>{t('breadcrumb')}</BackLink>
  if (found === null) {
    return (
      <>
        {back}
        <Panel className="mt-2 grid min-h-[336px] content-center">
          <EmptyState icon="search" title={t('gone')}>
            {t('goneSay')}
          </EmptyState>
        </Panel>
      </>
    )
  }
  const { delivery, attempts, request, processed } = found
  const body = request?.body ?? null
  const nowMs = ctx.now()
  const pending = delivery.state === 'pending'
  const { suspendedAtMs } = await deliveryQueue(ctx, channel)
  const pretty = body === null ? null : layOut(body)
  return (
    <ClientMessages namespaces={['delivery']}>
      <div className="mb-2 flex min-h-8 items-center justify-between gap-3">
        {back}
        <span className="flex items-center gap-1">
          {pending ? <AutoRefresh renderedAtMs={nowMs} everyMs={FOLLOW_MS} /> : null}
          <CopyLinkButton label={t('copyLink')} />
        </span>
      </div>
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_384px]">
        <Panel label={t('title', { id: delivery.id })}>
          <div className="px-4 py-4 md:px-6">
            <DeliveryVerdict delivery={delivery} suspended={suspendedAtMs !== null} />
          </div>
          <section className="border-line border-t px-4 py-4 md:px-6">
            <div className="mb-2 flex items-center justify-between gap-3">
              <h2 className="text-sm">{t('timeline')}</h2>
              {attempts.length === 0 ? null : (
                <SaveMenu
                  of={t('attempts')}
                  table={{ path: `/api/v1/deliveries/${delivery.id}`, query: { timezone: channel.timezone } }}
                />
              )}
            </div>
            <DeliveryTimeline
              delivery={delivery}
              attempts={attempts}
              channel={channel}
              suspended={suspendedAtMs !== null}
              zone={channel.timezone}
              nowMs={nowMs}
            />
            {attempts.length < delivery.attempts ? (
              <p className="mt-2 text-ink-3 text-xs">{t('attemptsKept')}</p>
            ) : null}
          </section>
          <section className="border-line border-t px-4 py-4 md:px-6">
            <h2 className="mb-2 text-sm">
              {t('body')}{' '}
              {body === null ? null : (
                <span className="ml-1 font-normal text-ink-3">
                  {t('bodySize', { count: new TextEncoder().encode(body).length })}
                </span>
              )}
            </h2>
            {body === null ? (
              <p className="text-ink-2 text-sm">{t('bodyGone')}</p>
            ) : (
              <BodyView
                label={t('body')}
                raw={body}
                pretty={pretty}
                words={{ view: t('bodyView'), raw: t('bodyRaw'), pretty: t('bodyPretty'), copy: t('bodyCopy') }}
              />
            )}
            {delivery.attempts > 1 ? <p className="mt-2 text-ink-3 text-xs">{t('redeliveredSay')}</p> : null}
          </section>
        </Panel>
        <div className="grid gap-4">
          {mayOn(actor, 'deliveries:write', channel.no) ? (
            <Panel className="px-4 py-4 md:px-6">
              <h2 className="mb-2 text-sm">{t('again')}</h2>
              <DeliveryAgain
                delivery={delivery}
                kind={channel.kind}
                processed={processed}
                hasBody={body !== null}
                nowMs={nowMs}
              />
            </Panel>
          ) : null}
          <Panel className="px-4 py-4 md:px-6">
            <h2 className="mb-3 text-sm">{t('facts')}</h2>
            <DeliveryFacts delivery={delivery} events={body === null ? [] : eventIdsOf(body)} />
          </Panel>
        </div>
      </div>
    </ClientMessages>
  )
}
