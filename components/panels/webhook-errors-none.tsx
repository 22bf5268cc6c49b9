import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import type { WebhookErrorTotals } from '@/lib/reports/webhook-errors.ts'
import { NoneFits } from './none-fits.tsx'
import type { SetFilter } from './set-filters.ts'

/** Why there is no row: nothing fits, nothing was sent, or all of it arrived. */
export async function NoWebhookErrors({
  kind,
  totals,
  filters,
  clear,
}: {
  kind: ChannelKind
  totals: WebhookErrorTotals
  filters: readonly SetFilter[]
  /** The same range without filters. */
  clear: string
}) {
  const t = await getTranslations('webhookErrors')
  const place = 'min-h-[336px]'
  if (filters.length > 0) return <NoneFits className={place} title={t('noneFits')} filters={filters} clear={clear} />
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
