import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { CopyButton } from '@/components/ui/copy-button.tsx'
import { TextLink } from '@/components/ui/text-link.tsx'
import type { DeliveryView } from '@/lib/domain/delivery.ts'

const MOST_EVENTS = 10

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 gap-y-0.5 py-2 text-sm first:pt-0 last:pb-0 [&+&]:border-line [&+&]:border-t">
      <dt className="text-ink-3 text-xs">{name}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  )
}

/** What a delivery is known by, and how it is bound to others. */
export async function DeliveryFacts({
  delivery: { id, channelId, source, duplicates, runId, idempotencyKey, sendId, campaignId },
  events,
}: {
  delivery: DeliveryView
  /** Ids of the events in its body. */
  events: readonly string[]
}) {
  const t = await getTranslations('delivery')
  const sources = await getTranslations('deliveries.sources')
  const mono = (text: string) => <span className="font-mono text-xs">{text}</span>
  return (
    <dl>
      <Fact name={t('id')}>
        <span className="flex items-center gap-2">
          {mono(id)}
          <CopyButton text={id} label={t('copyId')} look="quiet" size="square-sm" />
        </span>
      </Fact>
      <Fact name={t('source')}>{sources(source)}</Fact>
      <Fact name={t('events')}>
        {events.length === 0 ? (
          <span className="text-ink-3">{t('noEvents')}</span>
        ) : (
          <ul>
            {events.slice(0, MOST_EVENTS).map((event) => (
              <li key={event}>
                <TextLink href={`/channels/${channelId}/attempts?event=${encodeURIComponent(event)}`}>
                  {mono(event)}
                </TextLink>
              </li>
            ))}
            {events.length > MOST_EVENTS ? (
              <li className="text-ink-3">{t('moreEvents', { count: events.length - MOST_EVENTS })}</li>
            ) : null}
          </ul>
        )}
      </Fact>
      {source === 'gateway' ? (
        <Fact name={t('duplicates')}>
          {duplicates === 0 ? t('duplicatesNone') : t('duplicatesSome', { count: duplicates })}
        </Fact>
      ) : null}
      {runId === null ? null : (
        <Fact name={t('run')}>
          <TextLink href={`/channels/${channelId}/deliveries/runs/${runId}`}>{t('toRun')}</TextLink>
        </Fact>
      )}
      {idempotencyKey === null ? null : <Fact name={t('idempotencyKey')}>{mono(idempotencyKey)}</Fact>}
      {sendId === null ? null : (
        <Fact name={t('sendId')}>
          <TextLink href={`/channels/${channelId}/attempts?send=${encodeURIComponent(sendId)}`}>
            {mono(sendId)}
          </TextLink>
        </Fact>
      )}
      {campaignId === null ? null : (
        <Fact name={t('campaignId')}>
          <TextLink href={`/channels/${channelId}/sends?campaign=${encodeURIComponent(campaignId)}`}>
            {mono(campaignId)}
          </TextLink>
        </Fact>
      )}
    </dl>
  )
}
