import { getTranslations } from 'next-intl/server'
import { buttonClass } from '@/components/ui/button.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { QuietLink } from '@/components/ui/quiet-link.tsx'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import type { WebhookErrorTotals } from '@/lib/reports/webhook-errors.ts'

/** Why there is no row: nothing fits, nothing was sent, or all of it arrived. */
export async function NoWebhookErrors({
  kind,
  totals,
  filtered,
  unfiltered,
}: {
  kind: ChannelKind
  totals: WebhookErrorTotals
  filtered: boolean
  unfiltered: string
}) {
  const t = await getTranslations('webhookErrors')
  const place = 'min-h-[336px]'
  if (filtered) {
    return (
      <EmptyState
        className={place}
        icon="search"
        title={t('noneFits')}
        actions={
          <QuietLink href={unfiltered} className={buttonClass()}>
            {t('unfilter')}
          </QuietLink>
        }
      >
        {t('noneFitsSay')}
      </EmptyState>
    )
  }
  if (totals.imported.length > 0) {
    return (
      <EmptyState className={place} title={t('noneImported')}>
        {t('noneImportedSay')}
      </EmptyState>
    )
  }
  return totals.attempts === 0 ? (
    <EmptyState className={place} title={t('noTraffic')}>
      {t('noTrafficSay')}
    </EmptyState>
  ) : (
    <EmptyState className={place} icon="good" tone="ok" title={t('allArrived', { kind })}>
      {t('allArrivedSay', { attempts: totals.attempts })}
    </EmptyState>
  )
}
