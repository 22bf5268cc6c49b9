import { getLocale, getTranslations } from 'next-intl/server'
import type { ChosenDeliveries } from '@/lib/domain/redelivery-run.ts'
import { formatRange } from '@/lib/i18n/format-time.ts'
import { reasonWords } from './delivery-state.tsx'

/** What a run was asked for, in the reader's words: so many chosen by hand, or a range and its filters. */
export async function chosenWords(zone: string, nowMs: number): Promise<(chosen: ChosenDeliveries) => string> {
  const t = await getTranslations('run')
  const deliveries = await getTranslations('deliveries')
  const locale = await getLocale()
  const wordsOf = await reasonWords()
  return (chosen) => {
    if ('deliveryIds' in chosen) return t('chosenIds', { count: chosen.deliveryIds.length })
    const { fromMs, toMs, causes = [], details = [], states = [], source, webhookEventId, sendId, campaignId } = chosen
    return [
      formatRange({ fromMs, toMs }, nowMs, zone, locale),
      ...(states.length === 0 ? [t('chosenStates')] : states.map((state) => deliveries(`states.${state}`))),
      ...causes,
      ...details.map(wordsOf),
      ...(source === undefined ? [] : [deliveries(`sources.${source}`)]),
      ...[webhookEventId, sendId, campaignId].filter((id) => id !== undefined),
    ].join(' · ')
  }
}
