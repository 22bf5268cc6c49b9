import { getTranslations } from 'next-intl/server'
import { CopyButton } from '@/components/ui/copy-button.tsx'
import { TextLink } from '@/components/ui/text-link.tsx'
import type { AttemptSummary } from '@/lib/domain/statistics/report-types.ts'

/** What the attempt, its event and its delivery are called, each to be copied whole. */
export async function AttemptIds({
  attempt: { id, webhookEventId, deliveryId },
  deliveryHref,
}: {
  attempt: Pick<AttemptSummary, 'id' | 'webhookEventId' | 'deliveryId'>
  deliveryHref: (deliveryId: string) => string
}) {
  const t = await getTranslations('attempt')
  const ids: { label: string; copy: string; value: string; href?: string }[] = [
    { label: t('attemptId'), copy: t('copyAttemptId'), value: id },
    ...(webhookEventId === null ? [] : [{ label: t('eventId'), copy: t('copyEventId'), value: webhookEventId }]),
    ...(deliveryId === null
      ? []
      : [{ label: t('deliveryId'), copy: t('copyDeliveryId'), value: deliveryId, href: deliveryHref(deliveryId) }]),
  ]
  return (
    <dl className="mt-3 grid grid-cols-[104px_minmax(0,1fr)_24px] items-center gap-x-3 text-sm">
      {ids.map(({ label, copy, value, href }) => (
        <div key={label} className="contents">
          <dt className="text-ink-3 text-xs">{label}</dt>
          <dd className="min-w-0 truncate font-mono text-xs" title={value}>
            {href === undefined ? value : <TextLink href={href}>{value}</TextLink>}
          </dd>
          <dd>
            <CopyButton text={value} label={copy} look="quiet" size="square-sm" />
          </dd>
        </div>
      ))}
    </dl>
  )
}
