'use client'

import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { Select } from '@/components/ui/select.tsx'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import { DELIVERY_SOURCES, DELIVERY_STATES, type DeliveryState, SKIP_REASONS } from '@/lib/domain/delivery.ts'
import { CAUSES } from '@/lib/domain/taxonomy.ts'
import { deliveriesParams } from './deliveries-params.ts'
import { knownDetails } from './known-details.ts'
import { ListFilters, type ListFiltersProps } from './list-filters.tsx'
import { oneOf } from './one-of.ts'
import { ASK_SERVER } from './statistics-params.ts'

function Selects({ kind, tall }: { kind: ChannelKind; tall: boolean }) {
  const known = knownDetails(kind)
  const offered: readonly string[] = [...SKIP_REASONS, ...known.map(({ detail }) => detail)]
  const t = useTranslations('deliveries')
  const [{ state, reason, source }, set] = useQueryStates(deliveriesParams, ASK_SERVER)
  const nameOf = (value: DeliveryState) =>
    kind === 'braze' && value === 'delivered' ? t('acceptedByBraze') : t(`states.${value}`)
  // Another filter begins at its first page.
  const setParams = (change: Parameters<typeof set>[0]) => set({ ...change, cursor: null })
  return (
    <>
      <Select
        label={t('state')}
        tall={tall}
        value={state ?? ''}
        onChange={({ target }) => setParams({ state: oneOf(DELIVERY_STATES, target.value) })}
        options={[
          { value: '', label: t('stateAll') },
          ...DELIVERY_STATES.map((value) => ({ value, label: nameOf(value) })),
        ]}
      />
      <Select
        label={t('reason')}
        tall={tall}
        className={tall ? '' : 'w-[184px]'}
        value={reason ?? ''}
        onChange={({ target }) => setParams({ reason: target.value || null })}
        options={[
          { value: '', label: t('reasonAll') },
          ...(reason === null || offered.includes(reason) ? [] : [{ value: reason, label: reason }]),
          ...CAUSES.map((cause) => ({
            label: cause,
            options: known
              .filter((one) => one.cause === cause)
              .map(({ detail }) => ({
                value: detail,
                label: detail,
              })),
          })),
          { label: t('states.skipped'), options: SKIP_REASONS.map((value) => ({ value, label: t(`skips.${value}`) })) },
        ]}
      />
      <Select
        label={t('source')}
        tall={tall}
        value={source ?? ''}
        onChange={({ target }) => setParams({ source: oneOf(DELIVERY_SOURCES, target.value) })}
        options={[
          { value: '', label: t('sourceAll') },
          ...DELIVERY_SOURCES.map((value) => ({ value, label: t(`sources.${value}`) })),
        ]}
      />
    </>
  )
}

const FILTERS = ['state', 'reason', 'source']

/** What the list is asked: state, reason, where it came from, event, when, by whose clock. */
export function DeliveriesFilters({ kind, ...rest }: ListFiltersProps & { kind: ChannelKind }) {
  const t = useTranslations('deliveries')
  return (
    <ListFilters
      {...rest}
      searchLabel={t('search')}
      filters={FILTERS}
      selects={(tall) => <Selects kind={kind} tall={tall} />}
    />
  )
}
