import { getTranslations } from 'next-intl/server'
import type { AttemptsParams } from '@/components/filters/attempts-params.ts'
import type { DeliveriesParams } from '@/components/filters/deliveries-params.ts'
import type { Tracked } from '@/components/filters/tracked-params.ts'
import type { WebhookErrorsParams } from '@/components/filters/webhook-errors-params.ts'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import { reasonWords } from './delivery-state.tsx'

/** A filter that is set, in the reader's language: what it narrows, and to what. */
export type SetFilter = { name: string; value: string }

function onlySet(filters: readonly { name: string; value: string | null }[]): SetFilter[] {
  return filters.filter((one): one is SetFilter => one.value !== null && one.value !== '')
}

async function trackedFilters({ send, campaign }: Tracked): Promise<SetFilter[]> {
  const t = await getTranslations('sends.only')
  return onlySet([
    { name: t('send'), value: send },
    { name: t('campaign'), value: campaign },
  ])
}

/** Those of the table of errors; attempts have them too. */
export async function errorFilters({
  cause,
  detail,
}: Pick<WebhookErrorsParams, 'cause' | 'detail'>): Promise<SetFilter[]> {
  const t = await getTranslations('filters')
  return onlySet([
    { name: t('cause'), value: cause },
    { name: t('detail'), value: detail },
  ])
}

/** Those of the list of attempts, in the order of its bar. */
export async function attemptFilters(params: AttemptsParams, kind: ChannelKind): Promise<SetFilter[]> {
  const t = await getTranslations('attempts')
  const purposes = await getTranslations('purposes')
  const { state, purpose, status, event } = params
  const stateWords = state === 'delivered' && kind === 'braze' ? t('accepted') : state && t(state)
  return [
    ...onlySet([{ name: t('state'), value: stateWords }]),
    ...(await errorFilters(params)),
    ...onlySet([
      { name: t('purpose'), value: purpose && purposes(purpose) },
      { name: t('status'), value: status?.toUpperCase() ?? null },
      { name: t('eventId'), value: event.trim() },
    ]),
    ...(await trackedFilters(params)),
  ]
}

/** Those of the list of deliveries, in the order of its bar. */
export async function deliveryFilters(params: DeliveriesParams, kind: ChannelKind): Promise<SetFilter[]> {
  const t = await getTranslations('deliveries')
  const reasonOf = await reasonWords()
  const { state, reason, source, event } = params
  const stateWords = state === 'delivered' && kind === 'braze' ? t('acceptedByBraze') : state && t(`states.${state}`)
  return [
    ...onlySet([
      { name: t('state'), value: stateWords },
      { name: t('reason'), value: reason && reasonOf(reason) },
      { name: t('source'), value: source && t(`sources.${source}`) },
      { name: t('eventId'), value: event.trim() },
    ]),
    ...(await trackedFilters(params)),
  ]
}
